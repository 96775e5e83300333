import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chunk } from './chunking.ts'
import { type Chunk, Reassembler } from './reassembly.ts'

/** The chunks of a snapshot of a few bytes, as if a chunk held `size` of them. */
function cut(origin: string, sequence: string, snapshot: Uint8Array, size: number): Chunk[] {
  const total = Math.max(1, Math.ceil(snapshot.length / size))
  return Array.from({ length: total }, (_, index) => ({
    origin,
    sequence,
    index,
    total,
    bytes: snapshot.subarray(index * size, (index + 1) * size),
  }))
}

const snapshotOf = (first: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 37 + first) % 256)

const transfers = fc.array(
  fc.record({
    origin: fc.constantFrom('1', '2', '3'),
    sequence: fc.constantFrom('4', '5', '18446744073709551615'),
    first: fc.nat(255),
    length: fc.integer({ min: 1, max: 30 }),
    size: fc.integer({ min: 1, max: 7 }),
  }),
  { minLength: 1, maxLength: 4 },
)
/** Lost, doubled and reordered: which chunk arrives next. */
const deliveries = fc.array(fc.nat(), { maxLength: 120 })

it('gives exactly the original bytes or a refusal, whatever the order, losses and repetitions', () => {
  fc.assert(
    fc.property(transfers, deliveries, (list, order) => {
      const byKey = new Map(list.map((transfer) => [`${transfer.origin}/${transfer.sequence}`, transfer]))
      const chunks = [...byKey.values()].flatMap(({ origin, sequence, first, length, size }) =>
        cut(origin, sequence, snapshotOf(first, length), size),
      )
      const reassembler = new Reassembler()
      const arrived = new Map<string, Set<number>>()
      const latest = new Map<string, bigint>()
      for (const at of order) {
        const one = chunks[at % chunks.length] as Chunk
        const key = `${one.origin}/${one.sequence}`
        const newest = latest.get(one.origin)
        const { snapshot, refused } = reassembler.feed(one, 0)
        if (newest !== undefined && BigInt(one.sequence) < newest) {
          expect(refused).toMatchObject({ code: 'stale_sequence' })
          continue
        }
        expect(refused).toBeUndefined()
        if (newest !== BigInt(one.sequence))
          for (const other of byKey.keys()) if (other.startsWith(`${one.origin}/`)) arrived.delete(other)
        latest.set(one.origin, BigInt(one.sequence))
        const have = (arrived.get(key) ?? new Set()).add(one.index)
        arrived.set(key, have)
        const { first = 0, length = 0 } = byKey.get(key) ?? {}
        if (have.size < one.total) expect(snapshot).toBeUndefined()
        else {
          expect(snapshot).toEqual(snapshotOf(first, length))
          arrived.delete(key)
        }
      }
      const waiting = [...arrived.values()].filter(({ size }) => size > 0).length
      expect(reassembler.pending).toBe(waiting)
    }),
    { numRuns: 1000 },
  )
})

const anyChunk: fc.Arbitrary<Chunk> = fc.record({
  origin: fc.constantFrom('1', '2'),
  sequence: fc.constantFrom('0', '1', '2'),
  index: fc.nat(4),
  total: fc.constantFrom(0, 1, 2, 3, 700_000, 700_001),
  bytes: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constant(new Uint8Array(7001))),
})

it('a refused chunk changes nothing: all that follows goes as if it had not come', () => {
  fc.assert(
    fc.property(fc.array(anyChunk, { maxLength: 40 }), (chunks) => {
      const disturbed = new Reassembler()
      const calm = new Reassembler()
      for (const one of chunks) {
        const fed = disturbed.feed(one, 0)
        if (fed.refused === undefined) expect(calm.feed(one, 0)).toEqual(fed)
        expect([disturbed.pending, disturbed.bytes]).toEqual([calm.pending, calm.bytes])
      }
    }),
    { numRuns: 2000 },
  )
})

it('keeps at most one reassembly an origin, and no more bytes than it was given', () => {
  fc.assert(
    fc.property(fc.array(anyChunk, { maxLength: 60 }), (chunks) => {
      const reassembler = new Reassembler()
      let given = 0
      for (const one of chunks) {
        if (reassembler.feed(one, 0).refused === undefined) given += one.bytes.length
        expect(reassembler.pending).toBeLessThanOrEqual(2)
        expect(reassembler.bytes).toBeLessThanOrEqual(given)
      }
    }),
    { numRuns: 500 },
  )
})

it('takes back what chunking gave, shuffled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80_000 }), fc.infiniteStream(fc.nat()), (length, keys) => {
      const snapshot = snapshotOf(3, length)
      const pieces = chunk(snapshot)
        .map((piece) => ({ piece, key: Number(keys.next().value) }))
        .sort((a, b) => a.key - b.key)
      const reassembler = new Reassembler()
      const results = pieces.map(({ piece: { chunk_index, total_chunks, bytes } }) =>
        reassembler.feed({ origin: '1', sequence: '1', index: chunk_index, total: total_chunks, bytes }, 0),
      )
      expect(Buffer.from(results.at(-1)?.snapshot ?? []).equals(snapshot)).toBe(true)
      expect(results.slice(0, -1).every((fed) => fed.snapshot === undefined && fed.refused === undefined)).toBe(true)
    }),
    { numRuns: 100 },
  )
})
