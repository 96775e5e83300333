import type { ErrorObject } from 'ajv/dist/2020.js'

/** Reported after the problems inside the branches of a union, and says less than they do. */
const WRAPPERS = new Set(['oneOf', 'anyOf', 'if'])
/** Tells which branch of a union was not meant. */
const TAG = 'const'

const FORMATS: Readonly<Record<string, string>> = {
  u64: 'an unsigned 64-bit integer as canonical decimal string',
  i64: 'a signed 64-bit integer as canonical decimal string',
  'utf8-4096': 'at most 4096 bytes of well-formed UTF-8',
  hex: 'lower-case hex of whole bytes',
}

/**
 * The problems that ajv found, as one short sentence: `/to/kind must be one of "dedicated_cluster", …`. Of a union, the
 * branch whose tag matches speaks; where several remain, the one that got deepest into the value.
 */
export function describeProblem(errors: readonly ErrorObject[]): string {
  const inner = prefer(errors, (error) => !WRAPPERS.has(error.keyword))
  const meant = prefer(inner, (error) => error.keyword !== TAG)
  const depth = Math.max(...meant.map((error) => error.instancePath.length))
  const deepest = meant.filter((error) => error.instancePath.length === depth)
  return [...new Set(deepest.map(sentence))].join(', or ')
}

function prefer(errors: readonly ErrorObject[], keep: (error: ErrorObject) => boolean): readonly ErrorObject[] {
  const kept = errors.filter(keep)
  return kept.length > 0 ? kept : errors
}

function sentence(error: ErrorObject): string {
  const place = error.instancePath === '' ? 'the value' : error.instancePath
  const params: Readonly<Record<string, unknown>> = error.params
  const format = FORMATS[String(member(error.parentSchema, 'format'))]
  if (format !== undefined && error.keyword !== 'type') return `${place} must be ${format}`
  switch (error.keyword) {
    case 'required':
      return `${place} must have the member ${JSON.stringify(params.missingProperty)}`
    case 'additionalProperties':
      return `${place} must not have the member ${JSON.stringify(params.additionalProperty)}`
    case 'enum':
      return `${place} must be one of ${list(params.allowedValues)}`
    case 'const':
      return `${place} must be ${JSON.stringify(params.allowedValue)}`
    case 'discriminator':
      return `${error.instancePath}/${String(params.tag)} must be one of ${list(tagValues(error.parentSchema, params.tag))}`
    default:
      return `${place} ${error.message ?? `breaks the rule ${error.keyword}`}`
  }
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : 'the allowed values'
}

/** The tags that a discriminated union admits; its branches are written in place, not by reference. */
function tagValues(union: unknown, tag: unknown): unknown {
  const branches = member(union, 'oneOf')
  if (!Array.isArray(branches)) return undefined
  return branches.flatMap((branch: unknown) => {
    const schema = member(member(branch, 'properties'), String(tag))
    return member(schema, 'enum') ?? member(schema, 'const')
  })
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
