import fc, { type Arbitrary } from 'fast-check'
import type { Json, JsonObject } from './json.ts'
import { type Placed, SchemaReferences } from './schema-reference.ts'

/** What a dialect or an implementation does not carry of a schema. */
export interface Narrowing {
  /** Optional members that never come. */
  readonly members?: ReadonlySet<string>
  /** Variants that never come, by the value of their `kind` or `type`. */
  readonly variants?: ReadonlySet<string>
  /** Other values of a member, where its schema allows more than can be carried. */
  readonly instead?: (member: string, schema: JsonObject) => Arbitrary<Json> | undefined
}

/** The names that tell the variants of a union apart. */
const tags = ['type', 'kind']
const u64 = { minimum: 0n, maximum: 2n ** 64n - 1n }
const i64 = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n }
/** The largest integer that every reader of JSON reads as it was written. */
const exact = BigInt(Number.MAX_SAFE_INTEGER)
/** Not only the shortest. */
const size = 'medium' as const
/** Bytes, characters or items of what has no limit of its own; what lies far beyond is for the horizons. */
const usual = { bytes: 300, characters: 60, items: 40, entries: 3 }

/** Powers of two and their neighbours: where integers need another byte, a sign or a double. */
const edges = Array.from({ length: 65 }, (_, power) => 2n ** BigInt(power)).flatMap((edge) => [
  edge - 1n,
  edge,
  edge + 1n,
])

/** Any Unicode scalar value: what is no half of a surrogate pair. */
const scalar = fc.integer({ min: 0, max: 0x10f7ff }).map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800))

/**
 * Values that a schema allows, over all of it: every variant, optional members and none of them, empty lists and longer ones, the
 * ends of every integer and what lies beside the powers of two, texts of any script. References lead to any of the documents. What
 * several keywords forbid together is left for the caller to filter. Throws `RangeError` for a reference that leads nowhere.
 */
export function schemaArbitrary(
  documents: readonly JsonObject[],
  placed: Placed,
  narrowing: Narrowing = {},
): Arbitrary<Json> {
  return new SchemaValues(new SchemaReferences(documents), narrowing).of(placed)
}

class SchemaValues {
  constructor(
    readonly references: SchemaReferences,
    readonly narrowing: Narrowing,
  ) {}

  of(placed: Placed): Arbitrary<Json> {
    const { schema, document } = this.references.whole(placed)
    if (schema.const !== undefined) return fc.constant(schema.const as Json)
    if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as Json[]))
    if (Array.isArray(schema.oneOf)) return this.#union(schema, schema.oneOf as JsonObject[], document)
    switch (schema.type) {
      case 'null':
        return fc.constant(null)
      case 'boolean':
        return fc.boolean()
      case 'integer':
        return integer(schema).map(Number)
      case 'array':
        return this.#list(schema, document)
      case 'object':
        return schema.properties === undefined && typeof schema.additionalProperties === 'object'
          ? this.#dictionary(schema, document)
          : this.#object(schema, document)
      case 'string':
        return text(schema)
      default:
        // A format or a pattern of any value at all is one of texts.
        return schema.format === undefined && schema.pattern === undefined ? anyJson : text(schema)
    }
  }

  #union({ oneOf: _, ...shared }: JsonObject, branches: readonly JsonObject[], document: JsonObject): Arbitrary<Json> {
    const carried = branches
      .map((schema) => this.references.whole({ schema, document }))
      .filter(({ schema }) => !this.#excluded(schema))
    return fc.oneof(...carried.map((branch) => this.of({ ...branch, schema: joined(shared, branch.schema) })))
  }

  #excluded({ properties = {} }: JsonObject): boolean {
    const { variants = new Set() } = this.narrowing
    return tags.some((tag) => variants.has(String(((properties as JsonObject)[tag] as JsonObject | undefined)?.const)))
  }

  #object(schema: JsonObject, document: JsonObject): Arbitrary<Json> {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonObject>)
    const tagged = properties.flatMap(([name, { const: fixed }]) =>
      tags.includes(name) && fixed !== undefined ? [name] : [],
    )
    const requiredKeys = [...new Set([...((schema.required ?? []) as string[]), ...tagged])]
    const members = properties.flatMap(([name, member]): [string, Arbitrary<Json>][] => {
      if (!requiredKeys.includes(name) && this.narrowing.members?.has(name) === true) return []
      const inner = { schema: member, document }
      return [[name, this.narrowing.instead?.(name, this.references.whole(inner).schema) ?? this.of(inner)]]
    })
    return fc.record(Object.fromEntries(members), { requiredKeys, noNullPrototype: true }) as Arbitrary<Json>
  }

  #dictionary(
    { propertyNames = { type: 'string' }, additionalProperties }: JsonObject,
    document: JsonObject,
  ): Arbitrary<Json> {
    const name = this.of({ schema: propertyNames as JsonObject, document }) as Arbitrary<string>
    const value = this.of({ schema: additionalProperties as JsonObject, document })
    return fc.array(fc.tuple(name, value), { maxLength: usual.entries }).map((pairs) => Object.fromEntries(pairs))
  }

  #list({ items = {}, minItems = 0, maxItems = usual.items }: JsonObject, document: JsonObject): Arbitrary<Json> {
    const lengths = { minLength: Number(minItems), maxLength: Math.min(Number(maxItems), usual.items), size }
    return fc.array(this.of({ schema: items as JsonObject, document }), lengths)
  }
}

/** A branch of a union with what all branches share. */
function joined(shared: JsonObject, branch: JsonObject): JsonObject {
  return {
    ...shared,
    ...branch,
    properties: { ...(shared.properties as JsonObject | undefined), ...(branch.properties as JsonObject | undefined) },
    required: [...((shared.required ?? []) as string[]), ...((branch.required ?? []) as string[])],
  }
}

function integer({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: JsonObject): Arbitrary<bigint> {
  return within(BigInt(Number(minimum)), BigInt(Number(maximum)))
}

function within(minimum: bigint, maximum: bigint): Arbitrary<bigint> {
  const inside = [...edges, ...edges.map((edge) => -edge)].filter((edge) => edge >= minimum && edge <= maximum)
  return fc.oneof(fc.bigInt(minimum, maximum), fc.constantFrom(minimum, maximum, ...inside))
}

function text({ format, pattern, minLength = 0, maxLength }: JsonObject): Arbitrary<string> {
  if (format === 'u64') return within(u64.minimum, u64.maximum).map(String)
  if (format === 'i64') return within(i64.minimum, i64.maximum).map(String)
  const least = Number(minLength)
  if (format === 'hex') return bytes(least / 2, Math.min(Number(maxLength ?? 2 * usual.bytes) / 2, usual.bytes))
  const digits = /^\^\[0-9a-f\]\{(\d+)\}\$$/.exec(String(pattern))
  if (digits !== null) return bytes(Number(digits[1]) / 2, Number(digits[1]) / 2)
  if (pattern !== undefined && !/ud800/.test(String(pattern))) return fc.stringMatching(new RegExp(String(pattern)))
  const lengths = {
    minLength: least,
    maxLength: Math.min(Number(maxLength ?? usual.characters), usual.characters),
    size,
  }
  return fc.oneof(fc.string({ unit: 'grapheme', ...lengths }), fc.string({ unit: scalar, ...lengths }))
}

/** Lower-case hex of so many bytes. */
function bytes(minLength: number, maxLength: number): Arbitrary<string> {
  return fc.uint8Array({ minLength, maxLength, size }).map((octets) => Buffer.from(octets).toString('hex'))
}

/** Any JSON value whose numbers every reader reads alike. */
const anyJson: Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, ''),
    within(-exact, exact).map(Number),
    fc.string({ unit: scalar, maxLength: usual.characters }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: scalar, maxLength: 8 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value
