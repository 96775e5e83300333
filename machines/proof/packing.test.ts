import { expect, test } from 'vitest'
import type { Domain } from '../chart/chart.ts'
import { World } from '../model/world.ts'
import { packing } from './packing.ts'

function packed(domains: { readonly [name: string]: Domain }) {
  const world = new World()
  const cells = world.ghosts('cell', domains) as { [name: string]: number }
  return { cells, packing: packing(world) }
}

test('what is stored is loaded again, at every end of every domain', () => {
  const domains = {
    a: { min: -3, max: 4 },
    b: { min: 7, max: 7 },
    c: { min: 0, max: 65_535 },
    d: { min: -1, max: 65_000 },
  }
  const { cells, packing: words } = packed(domains)
  const arena = new Int32Array(3 * words.width)
  for (const end of ['min', 'max'] as const) {
    for (const [name, domain] of Object.entries(domains)) cells[name] = domain[end]
    const before = { ...cells }
    words.store(arena, words.width)
    for (const name of Object.keys(cells)) cells[name] = 0
    words.load(arena, words.width)
    expect(cells).toEqual(before)
  }
  expect([...arena.slice(0, words.width), ...arena.slice(2 * words.width)]).toEqual(Array(2 * words.width).fill(0))
})

test('a state takes no more words than its bits need', () => {
  const bits = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`b${at}`, { min: 0, max: 1 }]))
  expect([1, 32, 33, 64, 65].map((count) => packed(bits(count)).packing.width)).toEqual([1, 1, 2, 2, 3])
})

test('a value outside its domain is refused by name', () => {
  const { cells, packing: words } = packed({ fine: { min: 0, max: 1 }, wrong: { min: 1, max: 5 } })
  for (const value of [0, 6, 1.5, Number.NaN]) {
    cells.wrong = value
    expect(() => words.store(new Int32Array(words.width), 0)).toThrow(`cell.wrong is ${value}, outside 1..5`)
  }
})

test('symbols are renumbered by rank; 0 and below are none and stay', () => {
  const symbol = { min: -1, max: 30, symbol: true } as const
  const { cells, packing: words } = packed({ a: symbol, b: symbol, c: symbol, d: symbol, plain: { min: 0, max: 30 } })
  Object.assign(cells, { a: 9, b: 4, c: 9, d: -1, plain: 20 })
  expect(words.largestSymbol()).toBe(9)
  words.renumber()
  expect(cells).toEqual({ a: 2, b: 1, c: 2, d: -1, plain: 20 })
  words.renumber()
  expect(cells).toEqual({ a: 2, b: 1, c: 2, d: -1, plain: 20 })
})

test('a domain that is too wide is refused by its code', () => {
  expect(() => packed({ wide: { min: 0, max: 65_536 } })).toThrow(
    expect.objectContaining({ code: 'CUT-EXPLORE-DOMAIN' }),
  )
})
