import { describe, expect, it } from 'vitest'
import type { Json } from '../json.ts'
import { decodeFrame, decodeJournal, encodeFrame, encodeJournal } from './codec.ts'
import { MAX_FRAME } from './frame.ts'
import { LENIENT, type Rules, rulesOf, STRICT } from './rules.ts'
import vectors from './vectors.json' with { type: 'json' }

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')
const hexOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('hex')

/** What a vector says about decoding: a message, or the code and the offset of a refusal. */
function outcome(hex: string, rules: Rules): object {
  const { error, ...read } = { error: undefined, ...decodeFrame(bytesOf(hex), rules) }
  if (error === undefined) return read
  expect(error.message).toMatch(/^byte \d+: expected .+; see spec\/handoff\/README\.md$/)
  const { message: _message, ...refused } = error
  return refused
}

const every = [
  ['lenient', LENIENT],
  ['strict', STRICT],
] as const

describe.each(vectors.goldens)('the frame of $name', ({ message, frame }) => {
  it('is written to the byte', () => expect(hexOf(encodeFrame(message).frame)).toBe(frame))
  it.each(every)('is read back whole by %s rules', (_name, rules) => {
    expect(outcome(frame, rules)).toEqual({ version: 1, message, consumed: frame.length / 2, unread: 0 })
  })
  it.each(every)('is cut at no byte without being missed by %s rules', (_name, rules) => {
    for (let length = 0; length < frame.length; length += 2)
      expect(outcome(frame.slice(0, length), rules)).toEqual({ code: 'io', offset: length / 2 })
  })
})

describe.each(vectors.unusual)('$name', ({ hex, lenient, ...others }) => {
  const strict = 'strict' in others ? others.strict : lenient
  it('is judged by lenient rules', () => expect(outcome(hex, LENIENT)).toMatchObject(lenient))
  it('is judged by strict rules', () => expect(outcome(hex, STRICT)).toMatchObject(strict as object))
})

it('writes every message with its discriminant at byte 6 and the length of all behind the length', () => {
  const seen = vectors.goldens.map(({ message, frame }) => {
    expect(bytesOf(frame).readUInt32LE(0)).toBe(frame.length / 2 - 4)
    return [message.type, bytesOf(frame)[6]]
  })
  expect(new Map(seen as [string, number][])).toEqual(
    new Map(
      [
        ...['Hello', 'HelloAck', 'PrepareHandoff', 'Drained', 'SealRequest', 'SealProgress', 'SealComplete'],
        ...['SealFailed', 'Begin', 'Ready', 'Commit', 'Abort', 'ResumeAfterAbort', 'Heartbeat'],
      ].map((type, index) => [type, index]),
    ),
  )
})

it('writes the version that it is told', () => {
  expect(hexOf(encodeFrame({ type: 'Heartbeat', ts_ms: '0' }, 0x0203).frame)).toBe('0400000003020d00')
})

it('checks the version that was negotiated', () => {
  const frame = bytesOf('0400000007000d00')
  expect(decodeFrame(frame, STRICT, 7)).toMatchObject({ version: 7 })
  expect(decodeFrame(frame, STRICT).error).toMatchObject({ code: 'version', offset: 4 })
})

const id = '00112233-4455-4677-8899-aabbccddeeff'
const fingerprint = '00'.repeat(32)
const abort = (length: number) => ({ type: 'Abort', handoff_id: id, reason: 'a'.repeat(length) })
const hello = (length: number) => ({ ...vectors.goldens[0]?.message, build_id: '5a'.repeat(length) })
const sealed = (count: number, revision: string) => ({
  type: 'SealComplete',
  handoff_id: id,
  last_revision_per_shard: Array.from({ length: count }, () => revision),
  data_dir_fingerprint: fingerprint,
})

describe.each([
  ['reason', abort, 1_048_553, 1_048_576, 1_048_577],
  ['build id', hello, 1_048_564, 1_048_576, 1_048_577],
  ['list of revisions of ten bytes', (n: number) => sealed(n, '18446744073709551615'), 104_852, 1_048_575, 1_048_585],
  ['list of revisions of one byte', (n: number) => sealed(n, '1'), 1_048_521, 1_048_576, 1_048_577],
] as const)('the longest %s', (_what, message, longest, declared, refused) => {
  it('is written and read', () => {
    const { frame } = encodeFrame(message(longest))
    expect(frame?.length).toBe(4 + declared)
    expect(decodeFrame(frame as Uint8Array, STRICT)).toMatchObject({ consumed: 4 + declared, unread: 0 })
  })
  it('is refused with one more, without a byte and with the length that it would declare', () => {
    const encoded = encodeFrame(message(longest + 1))
    expect(encoded).not.toHaveProperty('frame')
    expect(encoded.error).toMatchObject({ code: 'frame_size', declared: refused })
  })
})

it('reads a payload of the largest size and refuses a declared byte more', () => {
  const frame = Buffer.alloc(4 + MAX_FRAME, 0x61)
  const { frame: largest } = encodeFrame(abort(1_048_553))
  frame.set(largest as Uint8Array)
  expect(decodeFrame(frame)).toMatchObject({ consumed: frame.length })
  frame.writeUInt32LE(MAX_FRAME + 1)
  expect(decodeFrame(frame).error).toMatchObject({ code: 'frame_size', declared: MAX_FRAME + 1 })
})

it('refuses every message in the layout that names its type in the header, by strict rules', () => {
  for (const { frame } of vectors.goldens) {
    const payload = frame.slice(14)
    const type = Number.parseInt(frame.slice(12, 14), 16) + 1
    const body = Buffer.concat([Buffer.from([1, 0, type, 0]), bytesOf(payload)])
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    expect(decodeFrame(Buffer.concat([length, body]), STRICT).error?.code).toBe('codec')
  }
})

const sent = { type: 'PrepareHandoff', handoff_id: id, successor_pid: 1, deadline_ms: '100', drain_grace_ms: '0' }

it.each([
  ['no object', 1, ''],
  ['null', null, ''],
  ['no type', {}, ''],
  ['an unknown type', { ...sent, type: 'Prepare' }, ''],
  ['a type that objects have', { ...sent, type: 'constructor' }, ''],
  ['-1', { ...sent, successor_pid: -1 }, '/successor_pid'],
  ['2^32', { ...sent, successor_pid: 2 ** 32 }, '/successor_pid'],
  ['1.5', { ...sent, successor_pid: 1.5 }, '/successor_pid'],
  ['2^64', { ...sent, deadline_ms: '18446744073709551616' }, '/deadline_ms'],
  ['a number for a u64', { ...sent, deadline_ms: 100 }, '/deadline_ms'],
  ['a leading zero', { ...sent, deadline_ms: '0100' }, '/deadline_ms'],
  ['an id without hyphens', { ...sent, handoff_id: id.replaceAll('-', '') }, '/handoff_id'],
  ['an id in upper case', { ...sent, handoff_id: id.toUpperCase() }, '/handoff_id'],
  ['a missing member', { type: 'Begin' }, '/handoff_id'],
  ['a further member', { ...sent, reason: '' }, ''],
  ['a lone surrogate', { type: 'Abort', handoff_id: id, reason: 'a\ud800' }, '/reason'],
  ['a lone surrogate in a list', { ...vectors.goldens[10]?.message, listening_on: ['', '\udc00'] }, '/listening_on/1'],
  ['a list that is none', { ...vectors.goldens[10]?.message, listening_on: {} }, '/listening_on'],
  ['a number for a boolean', { type: 'Drained', open_conns_remaining: 0, accept_closed: 1 }, '/accept_closed'],
  ['an unknown role', { ...vectors.goldens[0]?.message, role: 'Supervisor' }, '/role'],
  ['a version of 2^16', { ...vectors.goldens[0]?.message, proto_max: 65536 }, '/proto_max'],
  ['odd hex', { ...vectors.goldens[0]?.message, build_id: 'abc' }, '/build_id'],
  ['hex in upper case', { ...vectors.goldens[0]?.message, build_id: 'AB' }, '/build_id'],
  ['a fingerprint of 31 bytes', { ...sealed(0, '0'), data_dir_fingerprint: '00'.repeat(31) }, '/data_dir_fingerprint'],
  ['capabilities as a number', { ...vectors.goldens[0]?.message, capabilities: 0 }, '/capabilities'],
  ['reserved as a number', { ...vectors.goldens[0]?.message, capabilities: { reserved: 0 } }, '/capabilities/reserved'],
])('refuses to encode %s and gives no bytes', (_what, message, place) => {
  const encoded = encodeFrame(message)
  expect(encoded).not.toHaveProperty('frame')
  expect(encoded.error).toMatchObject({ code: 'encode_range', place })
  expect(encoded.error?.message).toMatch(/expected .+; see spec\/handoff\/README\.md$/)
})

describe('a journal', () => {
  it.each(vectors.journals)('of $name is written and read', ({ record, hex }) => {
    expect(hexOf(encodeJournal(record).bytes)).toBe(hex)
    expect(decodeJournal(bytesOf(hex), STRICT)).toEqual({ record })
  })
  it.each(vectors.refused_journals)('of $name is refused', ({ hex, offset }) => {
    for (const [, rules] of every)
      expect(decodeJournal(bytesOf(hex), rules).error).toMatchObject({ code: 'codec', offset })
  })
  it('may have bytes behind it only by lenient rules', () => {
    const [first] = vectors.journals
    const longer = bytesOf(`${first?.hex}00`)
    expect(decodeJournal(longer)).toEqual({ record: first?.record })
    expect(decodeJournal(longer, STRICT).error).toMatchObject({ code: 'codec', offset: longer.length - 1 })
  })
  it('is refused with a value outside its range', () => {
    expect(encodeJournal({ ...vectors.journals[0]?.record, phase: 'Idle' }).error).toMatchObject({ place: '/phase' })
  })
})

describe('rules', () => {
  const declared = { trailing_bytes: 'refuse', header_version: 'check' }
  it.each([
    ['crate', declared, LENIENT],
    ['strict', {}, STRICT],
    ['core', {}, LENIENT],
    ['hardened', declared, { ...STRICT, overlong_varints: 'accept' }],
  ])('of profile %s with %j', (profile, parameters, expected) => {
    expect(rulesOf(profile, parameters as Record<string, Json>)).toMatchObject(expected)
  })
  it('are not what is no value of theirs', () => {
    expect(rulesOf('core', { trailing_bytes: 'accept' })).toMatch(
      /^trailing_bytes: expected one of ignore, refuse, found "accept"; see spec/,
    )
  })
})
