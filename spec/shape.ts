import type { Json, JsonObject } from './json.ts'
import { type Placed, SchemaReferences } from './schema-reference.ts'

/** The columns of a line of a shape. */
const width = 100
/** The pattern of any text without lone surrogates. */
const scalars = '^[^\\ud800-\\udfff]*$'
/** A definition is written where it is used if it is no longer than this, else by its name, and once below. */
const inline = 48

/**
 * What a schema allows, for people: JSON with names of types in place of values, `?` behind optional members, `|` between
 * alternatives. Long definitions have a name there and follow below. `documents` are those that a reference may lead to; the
 * first is that of the schema itself.
 */
export function shapeOf(schema: JsonObject, documents: readonly JsonObject[]): readonly string[] {
  return new Shapes(documents).whole({ schema, document: documents[0] ?? {} })
}

/** The least value that a schema allows: the first alternative, required members only, the shortest text. */
export function leastOf(schema: JsonObject, documents: readonly JsonObject[]): Json {
  return least({ schema, document: documents[0] ?? {} }, new SchemaReferences(documents))
}

class Shapes {
  readonly #references: SchemaReferences
  /** In the order in which they are first mentioned. */
  readonly #named = new Map<string, Placed>()
  /** Whether a text is only measured: what it mentions does not count. */
  #measuring = false

  constructor(documents: readonly JsonObject[]) {
    this.#references = new SchemaReferences(documents)
  }

  whole(placed: Placed): readonly string[] {
    const { $ref, ...own } = placed.schema
    const outermost = $ref === undefined ? placed : this.#references.whole({ ...placed, schema: { $ref, ...own } })
    const lines = [...this.#lines(outermost, '')]
    // A definition may name others.
    const told = new Set<string>()
    for (let next = this.#untold(told); next !== undefined; next = this.#untold(told)) {
      const [name, definition] = next
      told.add(name)
      lines.push(...this.#lines(this.#references.whole(definition), `${name} = `))
    }
    return lines
  }

  #untold(told: ReadonlySet<string>): readonly [string, Placed] | undefined {
    return [...this.#named].find(([name]) => !told.has(name))
  }

  /** On one line if it fits behind `before`, else one member or alternative a line. */
  #lines(placed: Placed, before: string): readonly string[] {
    const text = this.#text(placed)
    if (before.length + text.length <= width) return [`${before}${text}`]
    const { schema, document } = this.#long(placed) ? placed : this.#references.whole(placed)
    const outer = ' '.repeat(before.length - before.trimStart().length)
    const inner = `${outer}  `
    if (Array.isArray(schema.oneOf))
      return alternatives(schema).flatMap((one, at) =>
        this.#lines({ schema: merged(schema, one), document }, at === 0 ? before : `${inner}| `),
      )
    if (schema.properties !== undefined)
      return [
        `${before}{`,
        ...members(schema).flatMap(([name, member]) => this.#lines({ schema: member, document }, `${inner}${name}: `)),
        `${outer}}`,
      ]
    if (schema.type === 'array')
      return this.#lines({ schema: (schema.items ?? {}) as JsonObject, document }, `${before}list of `)
    return [`${before}${text}`]
  }

  #text(placed: Placed): string {
    const name = this.#long(placed)
    if (name !== undefined) {
      if (!this.#measuring) this.#named.set(name, placed)
      return name
    }
    return this.#written(this.#references.whole(placed))
  }

  /** The name of a definition that is too long to be written where it is used. */
  #long(placed: Placed): string | undefined {
    const { $ref } = placed.schema
    if (typeof $ref !== 'string') return undefined
    const before = this.#measuring
    this.#measuring = true
    const isLong = this.#written(this.#references.whole(placed)).length > inline
    this.#measuring = before
    return isLong ? $ref.slice($ref.lastIndexOf('/') + 1) : undefined
  }

  #written({ schema, document }: Placed): string {
    if (schema.const !== undefined) return JSON.stringify(schema.const)
    if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
    if (Array.isArray(schema.oneOf))
      return alternatives(schema)
        .map((one) => this.#text({ schema: merged(schema, one), document }))
        .join(' | ')
    if (schema.properties !== undefined) {
      const written = members(schema).map(([name, member]) => `${name}: ${this.#text({ schema: member, document })}`)
      return `{ ${written.join(', ')} }`
    }
    switch (schema.type) {
      case 'object':
        return schema.additionalProperties === false ? '{}' : 'object'
      case 'array': {
        const item = this.#text({ schema: (schema.items ?? {}) as JsonObject, document })
        return `list of ${item.includes(' | ') ? `(${item})` : item}`
      }
      case 'integer':
        return range(schema)
      case 'string':
        return textual(schema)
      case undefined:
        return 'any value'
      default:
        return String(schema.type)
    }
  }
}

function least(placed: Placed, references: SchemaReferences): Json {
  const { schema, document } = references.whole(placed)
  const within = (inner: JsonObject): Json => least({ schema: inner, document }, references)
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null
  if (Array.isArray(schema.oneOf)) return within(merged(schema, alternatives(schema)[0] ?? {}))
  switch (schema.type) {
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () => within((schema.items ?? {}) as JsonObject))
    case 'integer':
      return Number(schema.minimum ?? 0)
    case 'boolean':
      return false
    case 'string':
      return schema.format === 'u64' ? '0' : ''
    case 'null':
      return null
    default: {
      const required = (schema.required ?? []) as readonly Json[]
      const needed = Object.entries((schema.properties ?? {}) as Record<string, JsonObject>)
      return Object.fromEntries(
        needed.filter(([name]) => required.includes(name)).map(([name, member]) => [name, within(member)]),
      )
    }
  }
}

/** Members with their schemas; the name of an optional one ends with `?`. */
function members(schema: JsonObject): readonly (readonly [name: string, schema: JsonObject])[] {
  const required = (schema.required ?? []) as readonly Json[]
  return Object.entries((schema.properties ?? {}) as Record<string, JsonObject>).map(
    ([name, member]) => [required.includes(name) ? name : `${name}?`, member] as const,
  )
}

function alternatives(schema: JsonObject): readonly JsonObject[] {
  return schema.oneOf as unknown as readonly JsonObject[]
}

/** An alternative with what its union says of all of them. */
function merged({ oneOf: _, discriminator: __, ...union }: JsonObject, one: JsonObject): JsonObject {
  if (one.$ref !== undefined) return one
  const required = [...((union.required ?? []) as Json[]), ...((one.required ?? []) as Json[])]
  return { ...union, ...one, ...(required.length === 0 ? {} : { required: [...new Set(required)] }) }
}

function range({ minimum, maximum }: JsonObject): string {
  if (minimum === undefined && maximum === undefined) return 'integer'
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER) return `integer from ${minimum}`
  return `integer ${minimum} to ${maximum}`
}

function textual({ format, pattern }: JsonObject): string {
  if (format === 'u64') return 'u64 in decimal text'
  if (format === 'hex') return 'bytes in hex'
  const bytes = /^utf8-([0-9]+)$/.exec(String(format))?.[1]
  if (bytes !== undefined) return `text of at most ${bytes} bytes`
  return typeof pattern === 'string' && pattern !== scalars ? `text like ${pattern}` : 'text'
}
