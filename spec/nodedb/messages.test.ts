import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadSchema, Schemas } from '../schemas.ts'
import { decodeFrame, encodeFrame } from './codec.ts'
import { DIALECTS, dialectOf } from './dialect.ts'
import { messageArbitrary } from './message-arbitrary.ts'
import { CODES } from './messages.ts'
import vectors from './vectors.json' with { type: 'json' }

const schema = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const validate = new Schemas([schema]).validator(schema.$id, '/$defs/Message')
const definitions = schema.$defs as Record<string, { description?: string; properties?: object }>

it('accepts the message of every vector', () => {
  for (const { message } of [...vectors.goldens, ...vectors.accepted]) expect(validate(message)).toBeUndefined()
})

it.each(Object.values(DIALECTS))('accepts every message that is read in $name', (dialect) => {
  fc.assert(
    fc.property(messageArbitrary(dialect), (message) => {
      const encoded = encodeFrame(message, dialect)
      if (encoded.error !== undefined) throw new RangeError(encoded.error.message)
      const decoded = decodeFrame(encoded.frame, dialect)
      if (decoded.error !== undefined) throw new RangeError(decoded.error.message)
      expect(validate(decoded.message)).toBeUndefined()
    }),
  )
})

it('lists the members of each message in the order of the wire', () => {
  for (const { message } of vectors.goldens) {
    const declared = Object.keys(definitions[message.type]?.properties ?? {})
    const order = Object.keys(message).map((name) => declared.indexOf(name))
    expect([message.type, order]).toEqual([message.type, [...order].sort((a, b) => a - b)])
  }
})

it('has a vector of every message whose layout releases changed or the published document describes', () => {
  const seen = new Set(vectors.goldens.map(({ message }) => message.type))
  const rest = Object.keys(CODES).filter((type) => !seen.has(type))
  expect(rest).toEqual(['ArrayDelta', 'ArraySnapshot', 'ArraySchema', 'ArrayAck'])
})

const throttle = { type: 'Throttle', throttle: true, queue_depth: '1', suggested_rate: '0' }
const request = { type: 'ResyncRequest', reason: { kind: 'CorruptedState' }, from_mutation_id: '0', collection: '' }

it.each([
  ['a further member', { ...throttle, burst: '1' }],
  ['an absent member', { type: 'Throttle', throttle: true, queue_depth: '1' }],
  ['null for an optional member', { type: 'DeltaReject', mutation_id: '1', reason: '', compensation: null }],
  ['a number for a u64', { ...throttle, queue_depth: 1 }],
  ['a u64 with a leading zero', { ...throttle, queue_depth: '01' }],
  ['2^64', { ...throttle, queue_depth: '18446744073709551616' }],
  ['a checksum of 2^32', { ...vectors.goldens[17]?.message, checksum: 2 ** 32 }],
  ['2^63 for an i64', { type: 'DeltaAck', mutation_id: '1', lsn: '1', clock_skew_warning_ms: '9223372036854775808' }],
  ['-0 for an i64', { type: 'DeltaAck', mutation_id: '1', lsn: '1', clock_skew_warning_ms: '-0' }],
  ['an unknown type', { ...throttle, type: 'throttle' }],
  ['an unknown reason', { ...request, reason: { kind: 'corrupted_state' } }],
  ['a reason without its members', { ...request, reason: { kind: 'SequenceGap', expected: '1' } }],
  ['a reason as text', { ...request, reason: 'CorruptedState' }],
  ['a lone surrogate', { ...request, collection: 'a\udc00' }],
  ['upper case hex', { type: 'PresenceUpdate', channel: '', state: 'AB' }],
  ['a clock of 17 octets', { type: 'ArrayCatchupRequest', array: '', from_hlc_bytes: '00'.repeat(17) }],
])('refuses %s', (_what, message) => {
  expect(validate(message)).toBeTypeOf('string')
})

it('describes every definition, so that a vendor can read the schema alone', () => {
  expect(Object.keys(definitions).filter((name) => definitions[name]?.description === undefined)).toEqual([])
})

describe('a dialect', () => {
  it('is P1 where nothing is said', () => expect(dialectOf(undefined)).toMatchObject({ name: 'P1', resyncFields: 3 }))

  it('is a named one with some knobs turned', () => {
    expect(dialectOf({ base: 'P4', unitVariant: 'pairNil' })).toEqual({
      ...DIALECTS.P4,
      unitVariant: 'pairNil',
      name: 'P4,unitVariant=pairNil',
    })
    expect(dialectOf({ bytesAs: 'intArray' })).toMatchObject({ name: 'P1,bytesAs=intArray', bytesAs: 'intArray' })
  })

  it.each([
    ['P7', /^expected a dialect of P0, .*P6, found "P7"; see spec/],
    [1, /^expected a dialect name or an object of knobs, found 1; see spec/],
    [{ base: 'toString' }, /^expected a dialect of P0/],
    [{ fields: 3 }, /^fields: expected one of header, bytesAs, /],
    [{ resyncFields: 5 }, /^resyncFields: expected one of 3, 4, found 5; see spec/],
  ])('is not %j', (parameter, problem) => expect(dialectOf(parameter)).toMatch(problem))

  it('describes the body of each type that it knows, or says that it does not', () => {
    const described = new Set<number>(Object.values(CODES))
    for (const { types, opaque } of Object.values(DIALECTS)) {
      expect(types.filter((type) => !described.has(type) && !opaque.includes(type))).toEqual([])
      expect(opaque.filter((type) => !types.includes(type))).toEqual([])
      expect(new Set(types).size).toBe(types.length)
    }
  })
})
