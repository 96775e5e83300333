import { expect, test } from 'vitest'
import { format, mint, parse, stepOf } from './symbol.ts'

test('a symbol is written by the step that minted it, and read back', () => {
  for (const [step, nth] of [
    [1, 0],
    [3, 0],
    [3, 7],
    [1025, 2],
  ] as const) {
    const symbol = mint(step, nth)
    expect(stepOf(symbol)).toBe(step)
    for (const offset of [0n, 1n, -1n, 2n ** 40n]) expect(parse(format(symbol, offset))).toEqual({ symbol, offset })
  }
  expect([format(mint(3, 0)), format(mint(3, 1)), format(mint(3, 0), 2n, 'n')]).toEqual(['$e3', '$e3.2', '$n3+2'])
})

test('later symbols are larger', () => {
  expect(mint(2, 0)).toBeGreaterThan(mint(1, 7))
  expect(mint(2, 1)).toBeGreaterThan(mint(2, 0))
})

test('other texts are no symbols', () => {
  for (const text of ['', 'e3', '$', '$e', '$e0', '$e03', '$e3.1', '$e3.9', '$e3+', '$E3', '$e3 ', '$e3.2.2'])
    expect(parse(text)).toBeUndefined()
})
