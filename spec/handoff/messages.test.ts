import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadSchema, Schemas } from '../schemas.ts'
import { decodeFrame, decodeJournal } from './codec.ts'
import { messageArbitrary } from './message-arbitrary.ts'
import { MESSAGE_TYPES } from './messages.ts'
import vectors from './vectors.json' with { type: 'json' }

const schema = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const schemas = new Schemas([schema])
const validate = schemas.validator(schema.$id, '/$defs/Message')
const validateJournal = schemas.validator(schema.$id, '/$defs/Journal')
const definitions = schema.$defs as Record<string, { description?: string; properties?: object; oneOf?: object[] }>

it('accepts the message of every vector', () => {
  const unusual = vectors.unusual.flatMap(({ lenient }) => ('message' in lenient ? [lenient.message] : []))
  expect(unusual.length).toBeGreaterThan(20)
  for (const message of [...vectors.goldens.map(({ message }) => message), ...unusual])
    expect(validate(message)).toBeUndefined()
})

it('accepts every message that is read', () => {
  fc.assert(
    fc.property(fc.nat(13), fc.uint8Array({ maxLength: 60 }), (type, body) => {
      const length = Buffer.from([3 + body.length, 0, 0, 0, 1, 0, type])
      const { message } = { message: undefined, ...decodeFrame(Buffer.concat([length, body])) }
      if (message !== undefined) expect(validate(message)).toBeUndefined()
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(messageArbitrary, (message) => {
      expect(validate(message)).toBeUndefined()
    }),
  )
})

it('accepts the journal of every vector, as it is read', () => {
  for (const { record, hex } of vectors.journals) {
    expect(validateJournal(record)).toBeUndefined()
    expect(validateJournal(decodeJournal(Buffer.from(hex, 'hex')).record)).toBeUndefined()
  }
})

it('lists the messages in the order of their discriminants and their members in the order of the wire', () => {
  const branches = definitions.Message?.oneOf?.map((branch) => Object.values(branch)[0].slice('#/$defs/'.length))
  expect(branches).toEqual(MESSAGE_TYPES)
  for (const { message, frame } of vectors.goldens) {
    expect(Object.keys(message)).toEqual(Object.keys(definitions[message.type]?.properties ?? {}))
    const read = decodeFrame(Buffer.from(frame, 'hex')).message
    expect(Object.keys(read ?? {})).toEqual(Object.keys(message))
  }
})

it('has a vector of every message', () => {
  expect([...new Set(vectors.goldens.map(({ message }) => message.type))].sort()).toEqual([...MESSAGE_TYPES].sort())
})

const id = '00112233-4455-4677-8899-aabbccddeeff'
const hello = vectors.goldens[0]?.message
const record = vectors.journals[1]?.record

it.each([
  ['a further member', { type: 'Begin', handoff_id: id, pid: 1 }],
  ['an absent member', { type: 'Begin' }],
  ['null for a member', { type: 'Abort', handoff_id: id, reason: null }],
  ['a number for a u64', { type: 'Heartbeat', ts_ms: 1 }],
  ['a u64 with a leading zero', { type: 'Heartbeat', ts_ms: '01' }],
  ['2^64', { type: 'Heartbeat', ts_ms: '18446744073709551616' }],
  ['a pid of 2^32', { ...hello, pid: 2 ** 32 }],
  ['a version of 2^16', { ...hello, proto_max: 65536 }],
  ['a version of -1', { ...hello, proto_min: -1 }],
  ['an unknown type', { type: 'begin', handoff_id: id }],
  ['an unknown role', { ...hello, role: 'incumbent' }],
  ['capabilities as a number', { ...hello, capabilities: 0 }],
  ['an id in upper case', { type: 'Begin', handoff_id: id.toUpperCase() }],
  ['an id without hyphens', { type: 'Begin', handoff_id: id.replaceAll('-', '') }],
  ['a fingerprint of 31 bytes', { ...vectors.goldens[7]?.message, data_dir_fingerprint: '00'.repeat(31) }],
  ['a revision as a number', { ...vectors.goldens[7]?.message, last_revision_per_shard: [1] }],
  ['a lone surrogate', { type: 'Abort', handoff_id: id, reason: 'a\udc00' }],
  ['upper case hex', { ...hello, build_id: 'AB' }],
])('refuses %s', (_what, message) => {
  expect(validate(message)).toBeTypeOf('string')
})

it.each([
  ['null for an absent pid', { ...record, successor_pid: null }],
  ['an unknown phase', { ...record, phase: 'Idle' }],
  ['a further member', { ...record, type: 'Journal' }],
])('refuses a journal with %s', (_what, journal) => {
  expect(validateJournal(record)).toBeUndefined()
  expect(validateJournal(journal)).toBeTypeOf('string')
})

it('describes every definition, so that a vendor can read the schema alone', () => {
  expect(Object.keys(definitions).filter((name) => definitions[name]?.description === undefined)).toEqual([])
})
