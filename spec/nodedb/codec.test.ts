import { describe, expect, it } from 'vitest'
import type { Json } from '../json.ts'
import { type Decoded, decodeFrame, encodeFrame } from './codec.ts'
import { DIALECTS, type Dialect, dialectOf } from './dialect.ts'
import vectors from './vectors.json' with { type: 'json' }

function dialect(parameter: Json): Dialect {
  const found = dialectOf(parameter)
  if (typeof found === 'string') throw new RangeError(found)
  return found
}

function frameOf(message: unknown, parameter: Json = 'P1'): string {
  const encoded = encodeFrame(message, dialect(parameter))
  return encoded.error === undefined ? Buffer.from(encoded.frame).toString('hex') : encoded.error.message
}

function decoded(hex: string, parameter: Json = 'P1'): Decoded {
  const result = decodeFrame(Buffer.from(hex, 'hex'), dialect(parameter))
  if (result.error !== undefined) throw new RangeError(result.error.message)
  return result
}

const codeOf = (hex: string, parameter: Json = 'P1') =>
  decodeFrame(Buffer.from(hex, 'hex'), dialect(parameter)).error?.code

describe.each(vectors.goldens)('frame of $name in $dialect', ({ dialect: parameter, message, frame }) => {
  it('is written to the byte', () => expect(frameOf(message, parameter)).toBe(frame))
  it('is read back whole', () => {
    const { message: read, ...rest } = decoded(frame, parameter)
    expect(read).toEqual(message)
    expect(rest).toMatchObject({ consumed: frame.length / 2, unread: 0 })
  })
})

it.each(vectors.accepted)('reads $name', ({ dialect: parameter, hex, message, ...rest }) => {
  const { name: _name, requirements: _requirements, ...expected } = rest
  expect(decoded(hex, parameter)).toMatchObject({ message, ...expected })
})

it.each(vectors.refused)('refuses $name in $dialect with $code', ({ dialect: parameter, hex, code }) => {
  const { error } = decodeFrame(Buffer.from(hex, 'hex'), dialect(parameter))
  expect(error?.code).toBe(code)
  expect(error?.message).toMatch(/^byte \d+: expected .+; see spec\/nodedb\/README\.md$/)
  expect(error?.offset).toBeLessThanOrEqual(hex.length / 2)
})

it.each([
  [255, '5014010000', 'd9ff', 281],
  [256, '5016010000', 'da0100', 283],
  [65536, '5018000100', 'db00010000', 65565],
])('writes a collection of %i bytes with the header that it needs', (length, header, string, total) => {
  const collection = 'a'.repeat(length)
  const message = { type: 'ResyncRequest', reason: { kind: 'CorruptedState' }, from_mutation_id: '0', collection }
  const frame = frameOf(message)
  expect(frame).toHaveLength(2 * total)
  expect(frame.slice(0, 10)).toBe(header)
  expect(frame.slice(-2 * length - string.length)).toBe(string + '61'.repeat(length))
  expect(decoded(frame).message).toEqual(message)
})

const gap = vectors.goldens[0]?.frame ?? ''
const body = gap.slice(10)

it('knows exactly the type bytes of the dialect', () => {
  for (const [name, { types }] of Object.entries(DIALECTS)) {
    const checked = DIALECTS[name]?.header === 'checked'
    const known: number[] = []
    for (let type = 0; type < 256; type++) {
      const head = type.toString(16).padStart(2, '0') + '00'.repeat(4)
      const code = codeOf(checked ? `01${head}00000000` : head, name)
      if (code !== 'frame-unknown-type') known.push(type)
    }
    expect(known).toEqual([...types].sort((a, b) => a - b))
  }
})

it('refuses every proper prefix of a frame', () => {
  for (const { frame, dialect: parameter } of vectors.goldens) {
    const header = dialect(parameter).header === 'plain' ? 5 : 10
    for (let length = 0; length < frame.length / 2; length++) {
      const expected = length < header ? 'frame-too-short' : 'frame-truncated'
      expect(codeOf(frame.slice(0, 2 * length), parameter)).toBe(expected)
    }
  }
})

it('judges bytes at their offset', () => {
  const { error } = decodeFrame(Buffer.from(`5013000000${body.replace('9202', '93c0')}`, 'hex'))
  expect(error).toEqual({
    code: 'body-invalid',
    offset: 19,
    message: 'byte 19: expected an array of 2 elements; see spec/nodedb/README.md',
  })
})

const sent = { type: 'ResyncRequest', reason: { kind: 'CorruptedState' }, from_mutation_id: '0', collection: '' }

it.each([
  ['no object', 1, ''],
  ['null', null, ''],
  ['no type', {}, ''],
  ['an unknown type', { ...sent, type: 'Resync' }, ''],
  ['a type of another dialect', { type: 'ArrayDelta', array: 'a', op_payload: '' }, ''],
  ['an opaque type that the dialect describes', { type: 'Opaque', code: 0x50, body: '' }, ''],
  ['-1', { ...sent, from_mutation_id: '-1' }, '/from_mutation_id'],
  ['2^64', { ...sent, from_mutation_id: '18446744073709551616' }, '/from_mutation_id'],
  ['1.5', { ...sent, from_mutation_id: '1.5' }, '/from_mutation_id'],
  ['a number for a u64', { ...sent, from_mutation_id: 1 }, '/from_mutation_id'],
  ['a leading zero', { ...sent, from_mutation_id: '01' }, '/from_mutation_id'],
  ['a lone surrogate', { ...sent, collection: 'a\ud800' }, '/collection'],
  ['a missing member', { type: 'Throttle', throttle: true, queue_depth: '1' }, '/suggested_rate'],
  ['a member of another dialect', { ...sent, shape_id: '' }, ''],
  ['an unknown reason', { ...sent, reason: { kind: 'Gap' } }, '/reason'],
  ['a member that a unit does not have', { ...sent, reason: { kind: 'CorruptedState', id: '1' } }, '/reason'],
  [
    'an id out of range inside a reason',
    { ...sent, reason: { kind: 'SequenceGap', expected: '1', received: '' } },
    '/reason/received',
  ],
  ['odd hex', { type: 'PresenceUpdate', channel: 'c', state: 'abc' }, '/state'],
  ['upper case hex', { type: 'PresenceUpdate', channel: 'c', state: 'AB' }, '/state'],
  ['a clock that is no number', { type: 'VectorClockSync', clocks: { a: 'x' }, sender_id: '0' }, '/clocks/a'],
])('refuses to encode %s and gives no bytes', (_what, message, place) => {
  const encoded = encodeFrame(message)
  expect(encoded).not.toHaveProperty('frame')
  expect(encoded.error).toMatchObject({ code: 'encode-range', place })
  expect(encoded.error?.message).toMatch(/expected .+; see spec\/nodedb\/README\.md$/)
})

it('encodes bodies of 16 MiB and nothing larger', () => {
  const overhead = frameOf(sent).length / 2 - 5 + 4
  const largest = { ...sent, collection: 'a'.repeat(16 * 1024 * 1024 - overhead) }
  const encoded = encodeFrame(largest)
  expect(encoded.error).toBeUndefined()
  expect((encoded as { frame: Uint8Array }).frame.length).toBe(5 + 16 * 1024 * 1024)
  const larger = encodeFrame({ ...largest, collection: `${largest.collection}a` })
  expect(larger).not.toHaveProperty('frame')
  expect(larger.error?.code).toBe('encode-too-large')
  expect(frameOf(sent)).toBe('50140000009392ae436f727275707465645374617465c000a0')
})

it('keeps the names of maps as they are, also those that objects give a meaning', () => {
  const clocks = JSON.parse('{"__proto__":"1","constructor":"2","":"3"}') as Json
  const message = { type: 'VectorClockSync', clocks, sender_id: '0' }
  expect(JSON.stringify(decoded(frameOf(message)).message)).toBe(JSON.stringify(message))
})

it('reads and writes the frame of a type that is known and not described', () => {
  const message = { type: 'Opaque', code: 0x13, body: 'c0ff' }
  expect(decoded(frameOf(message, 'P6'), 'P6')).toMatchObject({ message, type: 0x13, consumed: 12, unread: 0 })
})
