import { join } from 'node:path'
import type { Json, JsonObject } from './json.ts'
import { type Operand, operandsOf } from './operand.ts'
import { root } from './root.ts'
import { loadSchema, Schemas, type Validator } from './schemas.ts'
import { leastOf, shapeOf } from './shape.ts'

/**
 * What software breaks by when it grows or looks alike: bytes of a value, how often or how many, milliseconds, an unsigned
 * 64-bit integer, names that resemble each other, characters of a text.
 */
export const dimensions = ['size', 'count', 'time', 'number', 'name', 'text'] as const
export type Dimension = (typeof dimensions)[number]

/** One operation of a protocol's adapter catalogue (`spec/<protocol>/adapter.schema.json`). */
export interface Operation {
  readonly name: string
  readonly summary: string
  /** Smallest profile that has it. */
  readonly profile: string
  /** Capabilities without which it is not called. */
  readonly requires: readonly string[]
  /** Changes nothing. */
  readonly query: boolean
  readonly errors: readonly string[]
}

/** What an adapter of a protocol answers: operations with validators, capabilities, and the order of profiles. */
export interface Catalogue {
  readonly protocol: string
  readonly operations: readonly Operation[]
  readonly capabilities: Readonly<Record<string, string>>
  /** Capabilities that lines cannot carry: they count for an implementation in process only. */
  readonly inProcess: readonly string[]
  /** Operations that inject faults or interleave, or capabilities that they require: a case that needs one is subtle. */
  readonly adversarial: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, string>>
  /** Profile names, smallest first. */
  readonly profiles: readonly string[]
  /** Profiles that are sets of parameters: what an implementation may be judged by in place of what it states. */
  readonly parameterProfiles: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly facets: Readonly<Record<string, string>>
  /** Every parameter whose values no schema lists, and every operation that is worth repeating. */
  readonly operands: readonly Operand[]
  /** Why an operand has no dimension, by its path alone or after its operation and a blank. */
  readonly dimensionless: Readonly<Record<string, string>>
  /**
   * Why an operand with a dimension is not tried over its horizons, by its operation, a blank and its path. Absent where nobody has
   * looked through all of them yet.
   */
  readonly unswept: Readonly<Record<string, string>> | undefined
  readonly document: JsonObject
  /** The catalogue and the messages, which refer to each other. */
  readonly documents: readonly JsonObject[]
  operation(name: string): Operation | undefined
  /** Whether `profile` contains `part`. */
  contains(profile: string, part: string): boolean
  /** Parameters of `op` that may be left out. */
  optional(op: string): readonly string[]
  /** What an operation takes and answers, for people. Throws `RangeError` for an operation that it does not have. */
  shapes(op: string): { readonly params: readonly string[]; readonly result: readonly string[] }
  /** The least answer of the right shape. Throws `RangeError` for an operation that it does not have. */
  leastResult(op: string): Json
  /** What is wrong with the parameters of a call, or undefined. An unknown operation is wrong. */
  params(op: string, params: unknown): string | undefined
  /** What is wrong with the `ok` member of an answer, or undefined. */
  result(op: string, result: unknown): string | undefined
  /**
   * What is wrong with the `error` member of an answer, or undefined: the object is open, the types of what it carries are not, and
   * neither is its code where the catalogue closes the set.
   */
  refusal(error: unknown): string | undefined
  /** What is wrong with the configuration given to reset, or undefined. */
  configuration(configuration: unknown): string | undefined
}

/**
 * Loads the catalogue of a protocol with its message schemas from a folder below the root. Throws `CUT-SCHEMA…` for a damaged
 * file.
 */
export function loadCatalogue(protocol: string, folder = `spec/${protocol}`): Catalogue {
  const file = (name: string): string => join(root, folder, name)
  const document = loadSchema(file('adapter.schema.json'))
  const messages = loadSchema(file('messages.schema.json'))
  const documents = [document, messages]
  const schemas = new Schemas(documents)
  const declared = document as unknown as {
    readonly operations: Record<
      string,
      { summary: string; profile: string; requires?: string[]; query?: boolean; errors: string[] }
    >
    readonly profiles: Record<string, string[]>
    readonly parameter_profiles?: Record<string, Record<string, Json>>
    readonly capabilities: Record<string, string>
    readonly in_process?: string[]
    readonly adversarial: string[]
    readonly parameters: Record<string, string>
    readonly roles: Record<string, string>
    readonly facets: Record<string, string>
    readonly dimensionless?: Record<string, string>
    readonly unswept?: Record<string, string>
    readonly errors?: Record<string, Record<string, Json>>
    readonly closed_errors?: boolean
  }
  const operations = Object.entries(declared.operations).map(
    ([name, { summary, profile, requires = [], query = false, errors }]): Operation => ({
      name,
      summary,
      profile,
      requires,
      query,
      errors,
    }),
  )
  const byName = new Map(operations.map((operation) => [operation.name, operation]))
  const contains = (profile: string, part: string): boolean =>
    profile === part || (declared.profiles[profile] ?? []).some((inner) => contains(inner, part))
  const optional = new Map<string, readonly string[]>()
  const parametersOf = (op: string): { properties?: object; required?: string[] } => {
    const params = (document as unknown as { operations: Record<string, { params: { $ref?: string } }> }).operations[op]
      ?.params
    const name = params?.$ref?.replace('#/$defs/', '')
    return (name === undefined ? params : (document as unknown as { $defs: Record<string, object> }).$defs[name]) ?? {}
  }
  const schemaOf = (op: string): { readonly params: JsonObject; readonly result: JsonObject } => {
    const found = (document as unknown as { operations: Record<string, { params: JsonObject; result: JsonObject }> })
      .operations[op]
    if (found === undefined) throw new RangeError(`${op}: expected an operation of ${protocol}`)
    return found
  }
  /** Compiled at first use; keyed by the operation, because building a pointer costs more than validating. */
  const validatorOf = (pointer: (op: string) => string): ((op: string) => Validator) => {
    const compiled = new Map<string, Validator>()
    return (op) => {
      const known = compiled.get(op)
      if (known !== undefined) return known
      const validator = schemas.validator(document.$id, pointer(op))
      compiled.set(op, validator)
      return validator
    }
  }
  let operands: readonly Operand[] | undefined
  const paramsOf = validatorOf((op) => `/operations/${op}/params`)
  const resultOf = validatorOf((op) => `/operations/${op}/result`)
  const error = errorSchema(document.$id, declared.errors ?? {}, declared.closed_errors === true)
  let refusal: Validator | undefined
  const configurationOf = validatorOf(() => '/configuration')
  return {
    protocol,
    operations,
    capabilities: declared.capabilities,
    inProcess: declared.in_process ?? [],
    adversarial: declared.adversarial,
    parameters: declared.parameters,
    roles: declared.roles,
    profiles: Object.keys(declared.profiles),
    parameterProfiles: declared.parameter_profiles ?? {},
    facets: declared.facets,
    get operands() {
      operands ??= operandsOf(document, documents)
      return operands
    },
    dimensionless: declared.dimensionless ?? {},
    unswept: declared.unswept,
    document,
    documents,
    shapes: (op) => ({
      params: shapeOf(schemaOf(op).params, documents),
      result: shapeOf(schemaOf(op).result, documents),
    }),
    leastResult: (op) => leastOf(schemaOf(op).result, documents),
    operation: (name) => byName.get(name),
    contains,
    optional: (op) => {
      const known = optional.get(op)
      if (known !== undefined) return known
      const { properties = {}, required = [] } = parametersOf(op)
      const names = Object.keys(properties).filter((name) => !required.includes(name))
      optional.set(op, names)
      return names
    },
    params: (op, params) =>
      byName.has(op) ? paramsOf(op)(params) : `${op}: no such operation in ${folder}/adapter.schema.json`,
    result: (op, result) => (byName.has(op) ? resultOf(op)(result) : undefined),
    refusal: (value) => {
      refusal ??= new Schemas([error]).validator(error.$id)
      return refusal(value)
    },
    configuration: (configuration) => configurationOf('reset')(configuration),
  }
}

/**
 * The error object of a protocol's answers, after the catalogue's table of what errors carry. Where the catalogue closes the set
 * of codes (`closed_errors`), a code is one of the table; an open set takes any, such as a store's refusal that is passed on. Which
 * of them answers which call is the specification's to say and the judges' to judge.
 */
function errorSchema(
  id: string,
  table: Readonly<Record<string, Readonly<Record<string, Json>>>>,
  closed: boolean,
): JsonObject & { readonly $id: string } {
  const members: JsonObject = {
    code: closed ? { enum: Object.keys(table) } : { type: 'string', minLength: 1 },
    message: { type: 'string' },
    definite: { type: 'boolean' },
  }
  for (const [name, value] of Object.values(table).flatMap((carried) => Object.entries(carried))) {
    if (typeof value === 'boolean') members[name] = { type: 'boolean' }
    else if (typeof value === 'number') members[name] = { type: 'integer' }
    else if (name.endsWith('_ns')) members[name] = { type: 'string', format: 'u64' }
  }
  return { $id: `${id}:error`, type: 'object', required: ['code'], properties: members }
}
