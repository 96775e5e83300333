import type { Json, JsonObject } from './json.ts'

/** A schema, and the document that its own references start from. */
export interface Placed {
  readonly schema: JsonObject
  readonly document: JsonObject
}

/** Follows `$ref` within a schema document and to others by their `$id`. */
export class SchemaReferences {
  readonly #byId: ReadonlyMap<string, JsonObject>

  constructor(documents: readonly JsonObject[]) {
    this.#byId = new Map(documents.map((document) => [String(document.$id), document]))
  }

  /** What one reference of a schema names, or undefined where it has none. Throws `RangeError` where nothing is there. */
  target({ schema, document }: Placed): Placed | undefined {
    const { $ref } = schema
    if (typeof $ref !== 'string') return undefined
    const [id = '', pointer = ''] = $ref.split('#')
    const home = id === '' ? document : this.#byId.get(id)
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((at, name) => (at as JsonObject | undefined)?.[name], home)
    if (home === undefined || found === undefined)
      throw new RangeError(`${$ref}: expected a schema of ${[...this.#byId.keys()].join(', ')}`)
    return { schema: found as JsonObject, document: home }
  }

  /** A schema with what its references name; of each keyword the outermost counts. */
  whole(placed: Placed): Placed {
    const target = this.target(placed)
    if (target === undefined) return placed
    const { schema, document } = this.whole(target)
    const { $ref: _, ...own } = placed.schema
    return { schema: { ...schema, ...own }, document }
  }
}
