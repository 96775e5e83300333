import { beforeEach, describe, expect, it } from 'vitest'
import { MAX_PENDING_AGE_MS, MAX_PENDING_BYTES } from './limits.ts'
import { type Chunk, type Fed, Reassembler } from './reassembly.ts'
import vectors from './vectors.json' with { type: 'json' }

const bytes = (...octets: number[]): Uint8Array => Uint8Array.from(octets)
const piece = (index: number, total: number, octets: Uint8Array, change: Partial<Chunk> = {}): Chunk => ({
  origin: '7',
  sequence: '5',
  index,
  total,
  bytes: octets,
  ...change,
})

let reassembler: Reassembler
beforeEach(() => {
  reassembler = new Reassembler()
})
const feed = (index: number, total: number, octets: Uint8Array, change: Partial<Chunk> = {}, now_ms = 0): Fed =>
  reassembler.feed(piece(index, total, octets, change), now_ms)
const refusal = (fed: Fed): string | undefined => fed.refused?.code

it.each(vectors.reassemblies)('goes as the vectors show it: $name', ({ steps, pending }) => {
  for (const { at_ms, chunk, gives, cancel } of steps) {
    if (cancel !== undefined) reassembler.cancel(cancel)
    if (chunk === undefined) continue
    const { snapshot, refused } = reassembler.feed({ ...chunk, bytes: Buffer.from(chunk.bytes, 'hex') }, at_ms)
    const done = snapshot && Buffer.from(snapshot).toString('hex')
    expect({ ...(done === undefined ? {} : { done }), ...(refused && { refused: refused.code }) }).toEqual(gives)
  }
  expect(reassembler.pending).toBe(pending)
})

describe('completes', () => {
  it('a snapshot of one chunk at once, and again', () => {
    expect(feed(0, 1, bytes(1, 2))).toEqual({ snapshot: bytes(1, 2) })
    expect(feed(0, 1, bytes(1, 2))).toEqual({ snapshot: bytes(1, 2) })
    expect(reassembler.pending).toBe(0)
  })

  it('three chunks in any order, with repetitions between them', () => {
    expect(feed(2, 3, bytes(5))).toEqual({})
    expect(feed(0, 3, bytes(1, 2))).toEqual({})
    expect(feed(2, 3, bytes(5))).toEqual({})
    expect(reassembler.bytes).toBe(3)
    expect(feed(1, 3, bytes(3, 4))).toEqual({ snapshot: bytes(1, 2, 3, 4, 5) })
    expect(reassembler.pending).toBe(0)
  })

  it('with the later of two different chunks of one index', () => {
    feed(0, 2, bytes(1))
    feed(0, 2, bytes(9, 9))
    expect(reassembler.bytes).toBe(2)
    expect(feed(1, 2, bytes(3))).toEqual({ snapshot: bytes(9, 9, 3) })
  })

  it('with the first of them, where others are refused', () => {
    reassembler = new Reassembler({ conflicting: 'refuse' })
    feed(0, 2, bytes(1))
    expect(feed(0, 2, bytes(9)).refused).toEqual({ code: 'conflicting_chunk', index: 0 })
    expect(feed(0, 2, bytes(1))).toEqual({})
    expect(feed(1, 2, bytes(3))).toEqual({ snapshot: bytes(1, 3) })
  })

  it('from a copy: what the caller does with its bytes later is of no account', () => {
    const first = bytes(1)
    feed(0, 2, first)
    first[0] = 77
    expect(feed(1, 2, bytes(2))).toEqual({ snapshot: bytes(1, 2) })
  })
})

it.each<[string, Chunk, string]>([
  ['no chunks', piece(0, 0, bytes(1)), 'zero_total'],
  ['no chunks and nothing in it', piece(0, 0, bytes()), 'zero_total'],
  ['700 001 chunks', piece(0, 700_001, bytes(1)), 'total_too_large'],
  ['700 001 chunks and an index beyond', piece(700_001, 700_001, bytes(1)), 'total_too_large'],
  ['an index of the total', piece(3, 3, bytes(1)), 'index_out_of_range'],
  ['an index beyond, and empty', piece(4, 3, bytes()), 'index_out_of_range'],
  ['nothing in it', piece(0, 3, bytes()), 'empty_chunk'],
  ['nothing in it and an old sequence', piece(0, 3, bytes(), { sequence: '1' }), 'empty_chunk'],
  ['7001 bytes', piece(0, 3, new Uint8Array(7001)), 'chunk_too_large'],
  ['7001 bytes of one chunk', piece(0, 1, new Uint8Array(7001)), 'chunk_too_large'],
  ['an old sequence', piece(0, 3, bytes(1), { sequence: '4' }), 'stale_sequence'],
  ['an old sequence and another total', piece(0, 4, bytes(1), { sequence: '4' }), 'stale_sequence'],
  ['another total', piece(1, 4, bytes(1)), 'total_mismatch'],
  ['a total of one', piece(0, 1, bytes(1)), 'total_mismatch'],
])('refuses %s and changes nothing', (_what, chunk, code) => {
  feed(0, 3, bytes(1))
  expect(refusal(reassembler.feed(chunk, 0))).toBe(code)
  expect([reassembler.pending, reassembler.bytes]).toEqual([1, 1])
  expect(feed(1, 3, bytes(2))).toEqual({})
  expect(feed(2, 3, bytes(3))).toEqual({ snapshot: bytes(1, 2, 3) })
})

it('says with numbers why', () => {
  feed(0, 3, bytes(1))
  expect(feed(1, 4, bytes(1)).refused).toEqual({ code: 'total_mismatch', got: 4, expected: 3 })
  expect(feed(1, 3, bytes(1), { sequence: '4' }).refused).toEqual({ code: 'stale_sequence', got: '4', latest: '5' })
  expect(feed(3, 3, bytes(1)).refused).toEqual({ code: 'index_out_of_range', index: 3, total: 3 })
  expect(feed(0, 700_001, bytes(1)).refused).toEqual({ code: 'total_too_large', got: 700_001, max: 700_000 })
})

describe('a sequence', () => {
  it('that is newer replaces the older one, of this origin only', () => {
    feed(0, 2, bytes(1))
    feed(0, 2, bytes(8), { origin: '8' })
    expect(feed(1, 2, bytes(2), { sequence: '6' })).toEqual({})
    expect(reassembler.pending).toBe(2)
    expect(refusal(feed(1, 2, bytes(2)))).toBe('stale_sequence')
    expect(feed(0, 2, bytes(3), { sequence: '6' })).toEqual({ snapshot: bytes(3, 2) })
    expect(feed(1, 2, bytes(9), { origin: '8' })).toEqual({ snapshot: bytes(8, 9) })
  })

  it('that is newer replaces the older one also with a single chunk', () => {
    feed(0, 2, bytes(1))
    expect(feed(0, 1, bytes(4), { sequence: '6' })).toEqual({ snapshot: bytes(4) })
    expect(reassembler.pending).toBe(0)
  })

  it.each([
    ['completion', () => feed(1, 2, bytes(2))],
    ['cancelling', () => reassembler.cancel('7')],
    ['a sweep', () => reassembler.sweep(0, 0)],
  ])('stays known after %s, and an equal one begins anew', (_what, end) => {
    feed(0, 2, bytes(1))
    end()
    expect(reassembler.pending).toBe(0)
    expect(refusal(feed(0, 2, bytes(1), { sequence: '4' }))).toBe('stale_sequence')
    expect(feed(1, 2, bytes(2))).toEqual({})
    expect(feed(0, 2, bytes(1))).toEqual({ snapshot: bytes(1, 2) })
  })

  it('is compared as a number of 64 bits', () => {
    feed(0, 2, bytes(1), { sequence: '9' })
    expect(feed(0, 2, bytes(1), { sequence: '10' })).toEqual({})
    const top = '18446744073709551615'
    expect(feed(0, 2, bytes(1), { sequence: top })).toEqual({})
    expect(refusal(feed(0, 2, bytes(1), { sequence: '18446744073709551614' }))).toBe('stale_sequence')
  })
})

it('cancels one origin, and once is enough', () => {
  feed(0, 2, bytes(1))
  feed(0, 2, bytes(1), { origin: '8' })
  reassembler.cancel('7')
  reassembler.cancel('7')
  reassembler.cancel('9')
  expect(reassembler.pending).toBe(1)
})

describe('age', () => {
  it('drops at 300 s after the last accepted chunk and not before', () => {
    feed(0, 3, bytes(1), {}, 1000)
    feed(1, 3, bytes(2), {}, 2000)
    expect(reassembler.sweep(2000 + MAX_PENDING_AGE_MS - 1)).toBe(0)
    expect(reassembler.sweep(2000 + MAX_PENDING_AGE_MS)).toBe(1)
  })

  it('is looked at by every chunk that has a place, a refused one too', () => {
    feed(0, 3, bytes(1))
    const late = MAX_PENDING_AGE_MS
    expect(refusal(feed(3, 3, bytes(1), { origin: '8' }, late))).toBe('index_out_of_range')
    expect(reassembler.pending).toBe(1)
    expect(refusal(feed(0, 3, bytes(), { origin: '8' }, late))).toBe('empty_chunk')
    expect(reassembler.pending).toBe(0)
  })

  it('does not grow young by a refused chunk', () => {
    feed(0, 3, bytes(1))
    feed(1, 4, bytes(1), {}, MAX_PENDING_AGE_MS - 1)
    expect(reassembler.sweep(MAX_PENDING_AGE_MS)).toBe(1)
  })

  it('is each one its own', () => {
    feed(0, 2, bytes(1))
    feed(0, 2, bytes(1), { origin: '8' }, 10)
    feed(0, 2, bytes(1), {}, 20)
    expect(reassembler.sweep(30, 15)).toBe(1)
    expect(feed(1, 2, bytes(2), {}, 30)).toEqual({ snapshot: bytes(1, 2) })
  })
})

it('holds exactly 64 MiB, refuses one byte more and stays usable', () => {
  const chunk = new Uint8Array(7000)
  const total = 9588
  for (let index = 0; index < 9586; index++) feed(index, total, chunk)
  expect(feed(9586, total, new Uint8Array(6864))).toEqual({})
  expect(reassembler.bytes).toBe(MAX_PENDING_BYTES)
  expect(feed(9587, total, bytes(1)).refused).toEqual({
    code: 'too_many_bytes',
    buffered: MAX_PENDING_BYTES,
    incoming: 1,
    cap: MAX_PENDING_BYTES,
  })
  expect(refusal(feed(9586, total, new Uint8Array(6865)))).toBe('too_many_bytes')
  expect(feed(0, total, chunk)).toEqual({})
  expect(feed(9586, total, new Uint8Array(6863))).toEqual({})
  expect(feed(9587, total, bytes(1)).snapshot).toHaveLength(MAX_PENDING_BYTES)
})

describe('under flood', () => {
  it('holds as many reassemblies as its bound, and drops the one that waits longest', () => {
    reassembler = new Reassembler({ pending: 2 })
    feed(0, 2, bytes(1), { origin: '1' })
    feed(0, 2, bytes(1), { origin: '2' })
    feed(0, 2, bytes(1), { origin: '1' })
    feed(0, 2, bytes(1), { origin: '3' })
    expect(reassembler.pending).toBe(2)
    expect(feed(1, 2, bytes(2), { origin: '1' })).toEqual({ snapshot: bytes(1, 2) })
    expect(feed(1, 2, bytes(2), { origin: '2' })).toEqual({})
  })

  it('forgets the newest sequence of the origin that was fed longest ago', () => {
    reassembler = new Reassembler({ remembered: 2 })
    for (const origin of ['1', '2', '1', '3']) feed(0, 2, bytes(1), { origin })
    expect(refusal(feed(0, 2, bytes(1), { origin: '1', sequence: '4' }))).toBe('stale_sequence')
    expect(feed(0, 2, bytes(1), { origin: '2', sequence: '4' })).toEqual({})
  })

  it('moves 1 024 daemons at once', () => {
    for (let origin = 0; origin < 1024; origin++) feed(0, 2, bytes(origin % 256), { origin: `${origin}` })
    for (let origin = 0; origin < 1024; origin++)
      expect(feed(1, 2, bytes(1), { origin: `${origin}` })).toEqual({ snapshot: bytes(origin % 256, 1) })
  })

  it('stays within its bounds', () => {
    reassembler = new Reassembler({ pending: 8, remembered: 16 })
    for (let origin = 0; origin < 5000; origin++) feed(0, 700_000, bytes(1), { origin: `${origin}` })
    expect([reassembler.pending, reassembler.bytes]).toEqual([8, 8])
    expect(feed(0, 2, bytes(1), { origin: '4990', sequence: '4' }).refused).toMatchObject({ code: 'stale_sequence' })
    expect(feed(0, 2, bytes(1), { origin: '4000', sequence: '4' })).toEqual({})
  })
})
