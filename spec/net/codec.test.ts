import { describe, expect, it } from 'vitest'
import type { Json } from '../json.ts'
import { decodeMessage, encodeMessage } from './codec.ts'
import { DEFAULT_DIALECT, DIALECTS, type Dialect, dialectOf } from './dialect.ts'
import vectors from './vectors.json' with { type: 'json' }

function dialect(parameter: Json): Dialect {
  const found = dialectOf(parameter)
  if (typeof found === 'string') throw new RangeError(found)
  return found
}

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
const written = (message: unknown, parameter: Json = 'v19'): string => {
  const encoded = encodeMessage(message, dialect(parameter))
  return encoded.error === undefined ? Buffer.from(encoded.bytes).toString('hex') : encoded.error.message
}
const codeOf = (hex: string): string | undefined => decodeMessage(bytesOf(hex)).error?.code
const le32 = (value: number): string => {
  const octets = Buffer.alloc(4)
  octets.writeUInt32LE(value)
  return octets.toString('hex')
}

describe.each(vectors.goldens)('$name', ({ dialect: parameter, message, bytes }) => {
  it('is written to the byte', () => expect(written(message, parameter)).toBe(bytes))

  it('is read back whole', () => {
    expect(decodeMessage(bytesOf(bytes), dialect(parameter))).toEqual({ message, consumed: bytes.length / 2 })
  })
})

it('has a golden message of every kind and of every reason', () => {
  const kinds = new Set(vectors.goldens.map(({ message }) => message.type))
  const reasons = new Set(vectors.goldens.flatMap(({ message }) => ('reason' in message ? [message.reason?.kind] : [])))
  expect([kinds.size, reasons.size]).toEqual([10, 7])
})

it.each(vectors.accepted)('reads $name', ({ dialect: parameter, hex, message, consumed }) => {
  expect(decodeMessage(bytesOf(hex), dialect(parameter))).toEqual({ message, consumed })
})

it.each(vectors.refused)('refuses $name with $code at byte $offset', ({ dialect: parameter, hex, code, offset }) => {
  const { error } = decodeMessage(bytesOf(hex), dialect(parameter))
  expect(error).toMatchObject({ code, offset })
  expect(error?.message).toMatch(/^byte \d+: expected .+; see spec\/net\/README\.md$/)
})

it('refuses every proper prefix of a message', () => {
  for (const { bytes, dialect: parameter } of vectors.goldens) {
    for (let length = 0; length < bytes.length / 2; length++) {
      const { error } = decodeMessage(bytesOf(bytes.slice(0, 2 * length)), dialect(parameter))
      expect(['empty', 'truncated', 'count_too_large']).toContain(error?.code)
    }
  }
})

it('knows exactly the tags 0 to 9 and the reasons 0 to 6', () => {
  const known = (hex: (value: number) => string, values: number, code: string): number[] =>
    Array.from({ length: values }, (_, value) => value).filter((value) => codeOf(hex(value)) !== code)
  const hex = (value: number): string => value.toString(16).padStart(2, '0')
  expect(known((tag) => `${hex(tag)}${'00'.repeat(60)}`, 256, 'unknown_tag')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const failed = (reason: number): string => `06${'00'.repeat(8)}${le32(reason).slice(0, 4)}0000`
  expect(known(failed, 65_536, 'unknown_reason')).toEqual([0, 1, 2, 3, 4, 5, 6])
})

const chunk = (index: number, total: number, length: number, body: string): string =>
  `01${'00'.repeat(16)}${le32(index)}${le32(total)}${le32(length)}${body}`

it.each([
  [6999, undefined],
  [7000, undefined],
  [7001, 'chunk_too_large'],
])('a chunk of %i bytes gives %s', (length, code) => {
  const { message, error } = decodeMessage(bytesOf(chunk(0, 1, length, 'ab'.repeat(length))))
  expect(error?.code).toBe(code)
  if (code === undefined) expect(message).toMatchObject({ snapshot_bytes: 'ab'.repeat(length) })
})

const event = (payload: number): string => `${'00'.repeat(32)}${le32(payload)}${'cd'.repeat(payload)}${'00'.repeat(8)}`

it.each([
  [6999, undefined],
  [7000, undefined],
  [7001, 'payload_too_large'],
])('an event of %i bytes gives %s', (payload, code) => {
  expect(codeOf(`07${'00'.repeat(8)}${le32(1)}${event(payload)}`)).toBe(code)
})

it('reads a million events and refuses one more, whatever follows', () => {
  const list = (count: number): Uint8Array => {
    const octets = new Uint8Array(13 + 44 * count)
    octets.set(bytesOf(`07${'00'.repeat(8)}${le32(count)}`))
    return octets
  }
  const read = decodeMessage(list(1_000_000))
  expect(read.message?.type === 'BufferedEvents' && read.message.events.length).toBe(1_000_000)
  expect(decodeMessage(list(1_000_001)).error).toMatchObject({ code: 'count_too_large', offset: 9 })
})

const failed = (text: string) => ({
  type: 'MigrationFailed',
  daemon_origin: '1',
  reason: { kind: 'StateFailed', text },
})

it.each([
  ['a'.repeat(65_535), 65_548],
  [`${'é'.repeat(32_767)}a`, 65_548],
])('writes a text of 65 535 bytes', (text, length) => {
  const bytes = written(failed(text))
  expect(bytes).toHaveLength(2 * length)
  expect(decodeMessage(bytesOf(bytes)).message).toEqual(failed(text))
})

it.each(['a'.repeat(65_536), 'é'.repeat(32_768)])('refuses a text of 65 536 bytes rather than shorten it', (text) => {
  expect(encodeMessage(failed(text)).error).toMatchObject({ code: 'encode_too_large', place: '/reason/text' })
})

const ready = {
  type: 'SnapshotReady',
  daemon_origin: '1',
  seq_through: '2',
  chunk_index: 0,
  total_chunks: 1,
  snapshot_bytes: '',
}
const link = { origin_hash: '1', horizon_encoded: '0', sequence: '1', parent_hash: '0' }
const buffered = (change: object) => ({
  type: 'BufferedEvents',
  daemon_origin: '1',
  events: [{ link, payload: '', received_at: '0', ...change }],
})

it.each([
  ['no object', 1, ''],
  ['null', null, ''],
  ['a list', [], ''],
  ['no type', {}, ''],
  ['an unknown type', { type: 'CutoverAck', daemon_origin: '1' }, ''],
  ['a missing member', { type: 'TakeSnapshot', daemon_origin: '1' }, ''],
  ['a further member', { type: 'ActivateTarget', daemon_origin: '1', attempt: '1' }, ''],
  ['an inherited member', Object.assign(Object.create({ daemon_origin: '1' }), { type: 'ActivateTarget' }), ''],
  ['-1', { type: 'ActivateTarget', daemon_origin: '-1' }, '/daemon_origin'],
  ['2^64', { type: 'ActivateTarget', daemon_origin: '18446744073709551616' }, '/daemon_origin'],
  ['a leading zero', { type: 'ActivateTarget', daemon_origin: '01' }, '/daemon_origin'],
  ['a number for a u64', { type: 'ActivateTarget', daemon_origin: 1 }, '/daemon_origin'],
  ['no chunks', { ...ready, total_chunks: 0 }, '/total_chunks'],
  ['700 001 chunks', { ...ready, total_chunks: 700_001 }, '/total_chunks'],
  ['an index of the total', { ...ready, chunk_index: 1 }, '/chunk_index'],
  ['half a chunk', { ...ready, chunk_index: 0.5 }, '/chunk_index'],
  ['a chunk of 7001 bytes', { ...ready, snapshot_bytes: 'ab'.repeat(7001) }, '/snapshot_bytes'],
  ['upper case hex', { ...ready, snapshot_bytes: 'AB' }, '/snapshot_bytes'],
  ['odd hex', { ...ready, snapshot_bytes: 'abc' }, '/snapshot_bytes'],
  ['a payload of 7001 bytes', buffered({ payload: 'ab'.repeat(7001) }), '/events/0/payload'],
  ['a link without its parent', buffered({ link: { ...link, parent_hash: undefined } }), '/events/0/link/parent_hash'],
  ['a link that inherits its members', buffered({ link: Object.create(link) }), '/events/0/link'],
  ['an event too much', { type: 'BufferedEvents', daemon_origin: '1', events: { length: 0 } }, '/events'],
  ['an unknown reason', { ...failed(''), reason: { kind: 'Cancelled' } }, '/reason'],
  ['a reason named as a method', { ...failed(''), reason: { kind: 'toString' } }, '/reason'],
  ['a text where none belongs', { ...failed(''), reason: { kind: 'NotReady', text: '' } }, '/reason'],
  ['256 attempts', { ...failed(''), reason: { kind: 'NotReadyTimeout', attempts: 256 } }, '/reason/attempts'],
  ['a lone surrogate', failed('a\ud800'), '/reason/text'],
])('refuses to write %s and gives no bytes', (_what, message, place) => {
  const encoded = encodeMessage(message)
  expect(encoded).not.toHaveProperty('bytes')
  expect(encoded.error).toMatchObject({ code: 'encode_range', place })
  expect(encoded.error?.message).toMatch(/expected .+; see spec\/net\/README\.md$/)
})

describe('a dialect', () => {
  const head = vectors.goldens[4]?.bytes ?? ''

  it('is v19 where nothing is said', () => expect(dialectOf(undefined)).toEqual(DIALECTS.v19))

  it('without heads reads the first 17 bytes and writes no more', () => {
    expect(decodeMessage(bytesOf(head), dialect('v18'))).toMatchObject({ consumed: 17 })
    expect(written(vectors.goldens[4]?.message, 'v18')).toMatch(/expected an object of exactly daemon_origin/)
    expect(written(vectors.goldens[19]?.message)).toMatch(/target_head/)
  })

  it('is a named one with some knobs turned', () => {
    expect(dialectOf({ base: 'v18', trailing: 'refuse' })).toEqual({
      name: 'v18,trailing=refuse',
      replayHead: false,
      trailing: 'refuse',
    })
    expect(DEFAULT_DIALECT).toEqual(DIALECTS.v19)
  })

  it.each([
    ['v20', /^expected a dialect of v18, v19, found "v20"; see spec/],
    [1, /^expected a dialect name or an object of knobs, found 1; see spec/],
    [{ base: 'toString' }, /^expected a dialect of v18, v19/],
    [{ head: true }, /^head: expected one of replayHead, trailing; see spec/],
    [{ trailing: 'keep' }, /^trailing: expected one of ignore, refuse, found "keep"; see spec/],
  ])('is not %j', (parameter, problem) => expect(dialectOf(parameter)).toMatch(problem))
})
