import fc from 'fast-check'
import { expect, it } from 'vitest'
import { negotiate } from './negotiation.ts'

it.each([
  [1, 3, 2, 5, 3],
  [1, 1, 1, 1, 1],
  [1, 5, 3, 4, 4],
  [1, 2, 2, 9, 2],
  [0, 65535, 1, 65535, 65535],
  [1, 1, 2, 2, undefined],
  [1, 1, 0, 0, undefined],
  [1, 1, 1, 0, undefined],
  [5, 1, 1, 9, undefined],
])('%i to %i and %i to %i give %s', (ourMin, ourMax, theirMin, theirMax, chosen) => {
  expect(negotiate({ min: ourMin, max: ourMax }, { min: theirMin, max: theirMax })).toBe(chosen)
})

it('the version chosen is the highest of all that both speak', () => {
  const range = fc.record({ min: fc.nat(12), max: fc.nat(12) })
  fc.assert(
    fc.property(range, range, (ours, theirs) => {
      const speaks = ({ min, max }: typeof ours, version: number) => min <= version && version <= max
      const shared = Array.from({ length: 13 }, (_, version) => version).filter(
        (version) => speaks(ours, version) && speaks(theirs, version),
      )
      expect(negotiate(ours, theirs)).toBe(shared.at(-1))
    }),
  )
})
