import { expect, test } from 'vitest'
import { Fitting } from '../../model/pattern.ts'
import { seeded } from '../../model/random.ts'
import { anyOrder, merged } from './unordered.ts'

const fits = (pattern: unknown, value: string[]): boolean => pattern instanceof Fitting && pattern.fits(value)

test('every place gets an item of its own, also where an item that fits several must go to the later one', () => {
  const places = anyOrder([
    ['a', 'all'],
    ['b', 'all'],
    ['a', 'all'],
    ['b', 'all'],
  ])
  expect(fits(places, ['all', 'a', 'a', 'b'])).toBe(true)
  expect(fits(places, ['b', 'all', 'b', 'a'])).toBe(true)
  expect(fits(places, ['all', 'all', 'all', 'all'])).toBe(true)
  expect(fits(places, ['a', 'a', 'a', 'all'])).toBe(false)
  expect(fits(places, ['a', 'b', 'all'])).toBe(false)
  expect(fits(places, ['a', 'b', 'all', 'c'])).toBe(false)
})

test('a merge keeps each sequence in its order', () => {
  const order = merged(
    [['a1', 'a2'], ['b1']],
    (a, b) => a === b,
    (item) => item,
  )
  for (const value of [
    ['a1', 'a2', 'b1'],
    ['a1', 'b1', 'a2'],
    ['b1', 'a1', 'a2'],
  ])
    expect(fits(order, value)).toBe(true)
  for (const value of [
    ['a2', 'a1', 'b1'],
    ['a1', 'b1'],
    ['a1', 'a2', 'b1', 'b1'],
  ])
    expect(fits(order, value)).toBe(false)
})

test('what is drawn fits, in more than one way', () => {
  const patterns = [
    anyOrder([
      ['a', 'all'],
      ['b', 'all'],
    ]),
    merged(
      [
        ['a1', 'a2'],
        ['b1', 'b2'],
      ],
      (a, b) => a === b,
      (item) => item,
    ),
  ]
  for (const pattern of patterns) {
    const drawn = Array.from({ length: 30 }, (_, seed) => (pattern as Fitting).sample?.(seeded(seed)) as string[])
    for (const value of drawn) expect(fits(pattern, value)).toBe(true)
    expect(new Set(drawn.map((value) => value.join())).size).toBeGreaterThan(2)
  }
})
