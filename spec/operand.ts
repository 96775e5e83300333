import type { Dimension } from './catalogue.ts'
import type { Json, JsonObject } from './json.ts'
import { SchemaReferences } from './schema-reference.ts'

/** A parameter of an operation whose values have no list: text, numbers, bytes, lists. */
export interface Operand {
  /** `reset` for a member of the configuration. */
  readonly op: string
  /** Names from the outside in, with dots; `*` stands for every element of a list. Empty for the operation itself. */
  readonly path: string
  readonly type: 'string' | 'integer' | 'array' | 'step' | 'open'
  /** By what it breaks when it grows, `x-dimension` in the schema; the nearest one counts. */
  readonly dimension: Dimension | undefined
  /** The smallest and the largest number, or bytes of text, or elements. */
  readonly minimum: bigint | undefined
  readonly maximum: bigint | undefined
}

const mostOf: Readonly<Record<string, bigint>> = { u64: 2n ** 64n - 1n, 'utf8-4096': 4096n }

/** Every parameter of the operations of a catalogue and of its configuration, but those whose values a schema lists. */
export function operandsOf(catalogue: JsonObject, schemas: readonly JsonObject[]): readonly Operand[] {
  const reader = new OperandReader(schemas)
  const operations = Object.entries(catalogue.operations as JsonObject) as [string, JsonObject][]
  return [
    ...operations.flatMap(([op, { params, ...operation }]) => [
      ...(operation['x-dimension'] === undefined ? [] : [repeated(op, operation['x-dimension'] as Dimension)]),
      ...reader.below(op, '', params as JsonObject),
    ]),
    ...reader.below('reset', '', catalogue.configuration as JsonObject),
  ]
}

const repeated = (op: string, dimension: Dimension): Operand => ({
  ...{ op, path: '', type: 'step', dimension, minimum: 1n, maximum: undefined },
})

class OperandReader {
  readonly #references: SchemaReferences
  readonly #here: JsonObject

  constructor(schemas: readonly JsonObject[]) {
    this.#references = new SchemaReferences(schemas)
    this.#here = schemas[0] as JsonObject
  }

  below(op: string, path: string, schema: JsonObject, document = this.#here): readonly Operand[] {
    const { schema: found, document: home } = this.#references.whole({ schema, document })
    const branches = [found.oneOf, found.anyOf].flatMap((all) => (Array.isArray(all) ? (all as JsonObject[]) : []))
    const inner = (name: string, member: Json): readonly Operand[] =>
      this.below(op, path === '' ? name : `${path}.${name}`, member as JsonObject, home)
    const own = Object.entries((found.properties ?? {}) as JsonObject).flatMap(([name, member]) => inner(name, member))
    const shared = branches.flatMap((branch) => this.below(op, path, { ...branch, type: 'object' }, home))
    if (own.length > 0 || shared.length > 0 || found.properties !== undefined || branches.length > 0)
      return distinct([...own, ...shared])
    if (found.type === 'array')
      return [leaf(op, path, 'array', found), ...(found.items === undefined ? [] : inner('*', found.items))]
    if (found.type === 'string' && found.enum === undefined && found.const === undefined)
      return [leaf(op, path, 'string', found)]
    if (found.type === 'integer') return [leaf(op, path, 'integer', found)]
    const listed = found.enum !== undefined || found.const !== undefined || found.type === 'boolean'
    return listed || found.type === 'null' || found.additionalProperties === false || path === ''
      ? []
      : [leaf(op, path, 'open', found)]
  }
}

function leaf(op: string, path: string, type: Operand['type'], schema: JsonObject): Operand {
  const { minimum, minLength, minItems, maximum, maxLength, maxItems, format } = schema
  const least = minimum ?? minLength ?? minItems
  const most = maximum ?? maxLength ?? maxItems
  return {
    ...{ op, path, type, dimension: schema['x-dimension'] as Dimension | undefined },
    minimum: typeof least === 'number' ? BigInt(least) : undefined,
    maximum: typeof most === 'number' ? BigInt(most) / (format === 'hex' ? 2n : 1n) : mostOf[String(format)],
  }
}

function distinct(operands: readonly Operand[]): readonly Operand[] {
  return [...new Map(operands.map((operand) => [operand.path, operand])).values()]
}
