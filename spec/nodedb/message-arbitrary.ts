import fc, { type Arbitrary } from 'fast-check'
import type { JsonObject } from '../json.ts'
import type { Dialect } from './dialect.ts'
import schema from './messages.schema.json' with { type: 'json' }
import { type Message, messagesOf } from './messages.ts'

interface Schema {
  readonly $ref?: string
  readonly const?: string
  readonly enum?: readonly string[]
  readonly oneOf?: readonly Schema[]
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly maximum?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
}

const definitions: Readonly<Record<string, Schema>> = schema.$defs as object as Readonly<Record<string, Schema>>
const EDGES = [0n, 127n, 128n, 255n, 256n, 65535n, 65536n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n, 2n ** 63n]

/** Messages that the schema allows and the dialect carries, of every described type, with boundary values. */
export function messageArbitrary(dialect: Dialect): Arbitrary<Message> {
  const absent = lacking(dialect)
  const types = [...messagesOf(dialect).byName.keys()]
  return fc.oneof(...types.map((type) => arbitraryOf(definition(type), absent))) as Arbitrary<Message>
}

/** Optional members and variants of the schema that the dialect does not carry. */
function lacking(dialect: Dialect): ReadonlySet<string> {
  const later = (fields: number, ...names: string[]) => (dialect.deltaPushFields >= fields ? [] : names)
  return new Set([
    ...(dialect.resyncFields === 3 ? ['shape_id?'] : []),
    ...later(7, 'device_valid_time_ms?', 'Array'),
    ...later(10, 'producer_id?', 'epoch?', 'seq?', 'Retry', 'accepted_epoch?'),
    ...later(12, 'device_id?', 'delta_signature?', 'delta_signing_key?', 'Accepted', 'Rejected'),
    ...(dialect.deltaAckFields < 3 ? ['clock_skew_warning_ms?'] : []),
    ...(dialect.deltaAckFields < 5 ? ['applied_seq?', 'status?'] : []),
    ...later(7, 'wide'),
  ])
}

function definition(name: string): Schema {
  const found = definitions[name]
  if (found === undefined) throw new RangeError(`${name}: expected a definition of messages.schema.json`)
  return found
}

function arbitraryOf(node: Schema, absent: ReadonlySet<string>): Arbitrary<unknown> {
  if (node.$ref !== undefined) return arbitraryOf(definition(node.$ref.slice('#/$defs/'.length)), absent)
  if (node.const !== undefined) return fc.constant(node.const)
  if (node.enum !== undefined) return fc.constantFrom(...node.enum)
  if (node.oneOf !== undefined) {
    const variants = node.oneOf.filter(({ properties }) => !absent.has(properties?.kind?.const ?? ''))
    return fc.oneof(...variants.map((variant) => object(variant, absent)))
  }
  switch (node.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.oneof(fc.nat(node.maximum ?? 0), fc.constantFrom(0, node.maximum ?? 0))
    case 'array':
      return fc.array(arbitraryOf(node.items ?? {}, absent), { maxLength: 20 })
    case 'object':
      return node.properties === undefined ? dictionary(node, absent) : object(node, absent)
    default:
      return text(node)
  }
}

function object(node: Schema, absent: ReadonlySet<string>): Arbitrary<unknown> {
  const required = [...(node.required ?? []), ...Object.keys(node.properties ?? {}).filter((name) => TAGS.has(name))]
  const members = Object.entries(node.properties ?? {})
    .filter(([name]) => required.includes(name) || !absent.has(`${name}?`))
    .map(([name, inner]) => [
      name,
      name === 'tenant_id' && absent.has('wide') ? tenant(inner) : arbitraryOf(inner, absent),
    ])
  return fc.record(Object.fromEntries(members) as Record<string, Arbitrary<unknown>>, { requiredKeys: required })
}

const TAGS = new Set(['type', 'kind'])

/** Before 7 fields a tenant has 32 bits, whichever form its number has in JSON. */
function tenant(inner: Schema): Arbitrary<unknown> {
  const number = fc.nat(2 ** 32 - 1)
  return inner.type === 'integer' ? number : number.map(String)
}

function dictionary(node: Schema, absent: ReadonlySet<string>): Arbitrary<unknown> {
  const names = arbitraryOf(node.propertyNames ?? {}, absent) as Arbitrary<string>
  const values = arbitraryOf(node.additionalProperties as Schema, absent)
  return fc.array(fc.tuple(names, values), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs) as JsonObject)
}

function text(node: Schema): Arbitrary<string> {
  const u64 = fc.oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.constantFrom(...EDGES, 2n ** 64n - 1n))
  if (node.format === 'u64') return u64.map(String)
  if (node.format === 'i64') return u64.map((value) => String(BigInt.asIntN(64, value)))
  if (node.format === 'hex') return bytes(0, 300)
  const octets = /^\^\[0-9a-f\]\{(\d+)\}\$$/.exec(node.pattern ?? '')
  if (octets !== null) return bytes(Number(octets[1]) / 2, Number(octets[1]) / 2)
  return fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: scalar, maxLength: 40 }))
}

/** Any Unicode scalar value: what is no half of a surrogate pair. The library's own unit first tabulates all 1.1 million of them. */
const scalar = fc.integer({ min: 0, max: 0x10f7ff }).map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800))

function bytes(minLength: number, maxLength: number): Arbitrary<string> {
  return fc.uint8Array({ minLength, maxLength }).map((octets) => Buffer.from(octets).toString('hex'))
}
