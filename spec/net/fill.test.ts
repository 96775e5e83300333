import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { filled } from './fill.ts'
import { MAX_PENDING_BYTES } from './limits.ts'

it('follows its formula', () => {
  const formula = (at: number, seed: number): number =>
    Number(((BigInt(seed) + BigInt(at) * 2_654_435_761n) % 2n ** 32n) >> 24n)
  for (const seed of [0, 1, 2 ** 31, 2 ** 32 - 1])
    expect(Array.from(filled(300, seed))).toEqual(Array.from({ length: 300 }, (_, at) => formula(at, seed)))
})

it.each([
  [0, 7, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [7001, 7, 'e8b797f95557ec406ce7e1fe8a061fe18498d6a38dec22aa1b4a7c0948317448'],
  [MAX_PENDING_BYTES, 1, 'cb9629546117891af68061eb44ca94aad29761ebca95000de71f2363d789e7a5'],
])('gives the same %i bytes to everyone', (length, seed, sha256) => {
  expect(createHash('sha256').update(filled(length, seed)).digest('hex')).toBe(sha256)
})
