import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chunk, chunksOf } from './chunking.ts'
import { MAX_CHUNK_BYTES, MAX_PENDING_BYTES, MAX_TOTAL_CHUNKS } from './limits.ts'

it.each([
  [0, [0]],
  [1, [1]],
  [6999, [6999]],
  [7000, [7000]],
  [7001, [7000, 1]],
  [14_000, [7000, 7000]],
  [14_001, [7000, 7000, 1]],
])('cuts %i bytes into %j', (length, lengths) => {
  expect(chunk(new Uint8Array(length)).map(({ bytes }) => bytes.length)).toEqual(lengths)
})

it.each([
  [65_535 * MAX_CHUNK_BYTES, 65_535],
  [65_535 * MAX_CHUNK_BYTES + 1, 65_536],
  [MAX_TOTAL_CHUNKS * MAX_CHUNK_BYTES, MAX_TOTAL_CHUNKS],
  [MAX_TOTAL_CHUNKS * MAX_CHUNK_BYTES + 1, MAX_TOTAL_CHUNKS + 1],
  [MAX_PENDING_BYTES, 9587],
])('counts the chunks of %i bytes: %i', (length, count) => expect(chunksOf(length)).toBe(count))

it('gives every byte once, in order, with all indices of one total', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.nat(255), (length, first) => {
      const snapshot = Uint8Array.from({ length }, (_, at) => (at * 31 + first) % 256)
      const pieces = chunk(snapshot)
      expect(pieces.map(({ chunk_index, total_chunks }) => [chunk_index, total_chunks])).toEqual(
        pieces.map((_, index) => [index, chunksOf(length)]),
      )
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(snapshot)).toBe(true)
    }),
    { numRuns: 50 },
  )
})
