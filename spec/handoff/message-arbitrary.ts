import fc, { type Arbitrary } from 'fast-check'
import schema from './messages.schema.json' with { type: 'json' }
import { MESSAGE_TYPES } from './messages.ts'
import type { Journal, Message } from './messages.types.ts'

interface Schema {
  readonly $ref?: string
  readonly const?: string
  readonly enum?: readonly string[]
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly maximum?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

const definitions: Readonly<Record<string, Schema>> = schema.$defs as object as Readonly<Record<string, Schema>>
/** Where a varint takes another byte. */
const EDGES = Array.from({ length: 9 }, (_, index) => 2n ** BigInt(7 * (index + 1))).flatMap((edge) => [
  edge - 1n,
  edge,
])
const LAST = 2n ** 64n - 1n

/** Any Unicode scalar value: what is no half of a surrogate pair. */
const scalar = fc.integer({ min: 0, max: 0x10f7ff }).map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800))

/** Messages that the schema allows, of every type, with the values at which an integer takes another byte. */
export const messageArbitrary = fc.oneof(
  ...MESSAGE_TYPES.map((type) => arbitraryOf(definition(type))),
) as Arbitrary<Message>

/** Journal records that the schema allows. */
export const journalArbitrary = arbitraryOf(definition('Journal')) as Arbitrary<Journal>

function definition(name: string): Schema {
  const found = definitions[name]
  if (found === undefined) throw new RangeError(`${name}: expected a definition of messages.schema.json`)
  return found
}

function arbitraryOf(node: Schema): Arbitrary<unknown> {
  if (node.$ref !== undefined) return arbitraryOf(definition(node.$ref.slice('#/$defs/'.length)))
  if (node.const !== undefined) return fc.constant(node.const)
  if (node.enum !== undefined) return fc.constantFrom(...node.enum)
  switch (node.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return integer(node.maximum ?? 0)
    case 'array':
      return fc.array(arbitraryOf(node.items ?? {}), { maxLength: 300, size: 'medium' })
    case 'object':
      return object(node)
    default:
      return text(node)
  }
}

function integer(most: number): Arbitrary<number> {
  const edges = EDGES.filter((edge) => edge <= most).map(Number)
  return fc.oneof(fc.nat(most), fc.constantFrom(0, most, ...edges))
}

function object(node: Schema): Arbitrary<unknown> {
  const members = Object.entries(node.properties ?? {}).map(([name, inner]) => [name, arbitraryOf(inner)])
  const requiredKeys = [...(node.required ?? [])]
  return fc.record(Object.fromEntries(members) as Record<string, Arbitrary<unknown>>, { requiredKeys })
}

function text(node: Schema): Arbitrary<string> {
  if (node.format === 'u64') return fc.oneof(fc.bigInt(0n, LAST), fc.constantFrom(0n, LAST, ...EDGES)).map(String)
  if (node.format === 'hex') return bytes(0, 300)
  if (node.pattern === definitions.HandoffId?.pattern) return bytes(16, 16).map(hyphenated)
  if (node.pattern === definitions.Fingerprint?.pattern) return bytes(32, 32)
  return fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: scalar, maxLength: 200 }))
}

function bytes(minLength: number, maxLength: number): Arbitrary<string> {
  return fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array).toString('hex'))
}

function hyphenated(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
