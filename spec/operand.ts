import type { Dimension } from './catalogue.ts'
import type { Json, JsonObject } from './json.ts'

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

/** What is met on the way to a value: of each keyword the outermost. */
interface SchemaNode {
  readonly schema: JsonObject
  readonly dimension: Dimension | undefined
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
  readonly #byId: ReadonlyMap<string, JsonObject>

  constructor(schemas: readonly JsonObject[]) {
    this.#byId = new Map(schemas.map((schema) => [String(schema.$id), schema]))
    this.#here = schemas[0] as JsonObject
  }

  readonly #here: JsonObject

  below(op: string, path: string, schema: JsonObject, document = this.#here): readonly Operand[] {
    const { node, home } = this.#resolved(schema, document)
    const found = node.schema
    const branches = [found.oneOf, found.anyOf].flatMap((all) => (Array.isArray(all) ? (all as JsonObject[]) : []))
    const inner = (name: string, member: Json): readonly Operand[] =>
      this.below(op, path === '' ? name : `${path}.${name}`, member as JsonObject, home)
    const own = Object.entries((found.properties ?? {}) as JsonObject).flatMap(([name, member]) => inner(name, member))
    const shared = branches.flatMap((branch) => this.below(op, path, { ...branch, type: 'object' }, home))
    if (own.length > 0 || shared.length > 0 || found.properties !== undefined || branches.length > 0)
      return distinct([...own, ...shared])
    if (found.type === 'array')
      return [this.#leaf(op, path, 'array', node), ...(found.items === undefined ? [] : inner('*', found.items))]
    if (found.type === 'string' && found.enum === undefined && found.const === undefined)
      return [this.#leaf(op, path, 'string', node)]
    if (found.type === 'integer') return [this.#leaf(op, path, 'integer', node)]
    const listed = found.enum !== undefined || found.const !== undefined || found.type === 'boolean'
    return listed || found.type === 'null' || found.additionalProperties === false || path === ''
      ? []
      : [this.#leaf(op, path, 'open', node)]
  }

  #leaf(op: string, path: string, type: Operand['type'], { schema, dimension }: SchemaNode): Operand {
    const { minimum, minLength, minItems, maximum, maxLength, maxItems, format } = schema
    const least = minimum ?? minLength ?? minItems
    const most = maximum ?? maxLength ?? maxItems
    return {
      ...{ op, path, type, dimension },
      minimum: typeof least === 'number' ? BigInt(least) : undefined,
      maximum: typeof most === 'number' ? BigInt(most) / (format === 'hex' ? 2n : 1n) : mostOf[String(format)],
    }
  }

  /** The schema behind references, with the keywords met on the way. */
  #resolved(schema: JsonObject, document: JsonObject): { readonly node: SchemaNode; readonly home: JsonObject } {
    const { $ref, ...rest } = schema
    const dimension = schema['x-dimension'] as Dimension | undefined
    if (typeof $ref !== 'string') return { node: { schema, dimension }, home: document }
    const [id = '', pointer = ''] = $ref.split('#')
    const home = id === '' ? document : this.#byId.get(id)
    const target = pointer
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((at, name) => (at as JsonObject | undefined)?.[name], home)
    if (home === undefined || target === undefined) throw new RangeError(`${$ref}: expected a schema of the catalogue`)
    const { node, home: last } = this.#resolved(target as JsonObject, home)
    return {
      node: { schema: { ...node.schema, ...rest }, dimension: dimension ?? node.dimension },
      home: last,
    }
  }
}

function distinct(operands: readonly Operand[]): readonly Operand[] {
  return [...new Map(operands.map((operand) => [operand.path, operand])).values()]
}
