import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Axes, type AxisValue, type Combination, coveringArray } from './covering-array.ts'

const axesOf = (sizes: readonly number[]): Axes =>
  Object.fromEntries(sizes.map((size, axis) => [`axis${axis}`, Array.from({ length: size }, (_, value) => value)]))

const axes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 7 }).map(axesOf)

/** Every pair of values of two axes. */
function pairsIn(of: Axes): (readonly [string, AxisValue, string, AxisValue])[] {
  const names = Object.keys(of)
  return names.flatMap((first, at) =>
    names
      .slice(at + 1)
      .flatMap((second) =>
        (of[first] as AxisValue[]).flatMap((one) =>
          (of[second] as AxisValue[]).map((other) => [first, one, second, other] as const),
        ),
      ),
  )
}

const holds = (
  rows: readonly Combination[],
  [first, one, second, other]: readonly [string, AxisValue, string, AxisValue],
): boolean => rows.some((row) => row[first] === one && row[second] === other)

test('every pair of values is in a row, and every row has a value of each axis', () => {
  fc.assert(
    fc.property(axes, (given) => {
      const rows = coveringArray(given)
      for (const pair of pairsIn(given)) expect(holds(rows, pair), JSON.stringify(pair)).toBe(true)
      for (const row of rows) for (const [name, values] of Object.entries(given)) expect(values).toContain(row[name])
    }),
  )
})

test('there are few rows: never more than twice the two largest axes multiplied, which no array can go below', () => {
  fc.assert(
    fc.property(axes, (given) => {
      const [largest = 1, second = 1] = Object.values(given)
        .map(({ length }) => length)
        .sort((a, b) => b - a)
      expect(coveringArray(given).length).toBeGreaterThanOrEqual(largest * second)
      expect(coveringArray(given).length).toBeLessThanOrEqual(2 * largest * second)
    }),
  )
})

test('ten switches take at most a dozen rows where all combinations are 1024', () => {
  expect(coveringArray(axesOf(Array.from({ length: 10 }, () => 2))).length).toBeLessThanOrEqual(12)
})

test('the same axes give the same rows', () => {
  fc.assert(
    fc.property(axes, (given) => {
      expect(coveringArray(given)).toEqual(coveringArray(given))
    }),
  )
})

test('a row that is not allowed is never made, and every pair that an allowed row can hold is', () => {
  fc.assert(
    fc.property(axes, fc.integer({ min: 2, max: 5 }), (given, modulus) => {
      const names = Object.keys(given)
      const allows = (row: Combination): boolean =>
        names.some((name) => !(name in row)) ||
        names.reduce((sum, name) => sum + Number(row[name]), 0) % modulus !== modulus - 1
      const whole = names.reduce<Combination[]>(
        (rows, name) => rows.flatMap((row) => (given[name] as AxisValue[]).map((value) => ({ ...row, [name]: value }))),
        [{}],
      )
      const possible = whole.filter(allows)
      const rows = coveringArray(given, allows)
      expect(rows.every(allows)).toBe(true)
      for (const pair of pairsIn(given)) expect(holds(rows, pair)).toBe(holds(possible, pair))
    }),
    { numRuns: 50 },
  )
})

test('one axis gives its values, and none gives no row', () => {
  expect(coveringArray({ mode: ['sync', undefined] })).toEqual([{ mode: 'sync' }, { mode: undefined }])
  expect(coveringArray({})).toEqual([])
})
