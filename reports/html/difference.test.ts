import { expect, test } from 'vitest'
import { apart, difference } from './difference.ts'

const own = (one: string, other: string): readonly (readonly string[])[] =>
  apart(one, other).map((pieces) => pieces.flatMap((piece) => (piece.own ? [piece.text] : [])))

test('marks the words that one text has and the other has not', () => {
  expect(own('{cluster: "b", index: "i"}', '{cluster: "b", index: "I"}')).toEqual([['i'], ['I']])
  expect(own('remaining 1234', 'remaining 1235')).toEqual([['1234'], ['1235']])
  expect(own('same', 'same')).toEqual([[], []])
})

test('marks nothing of texts that have little in common', () => {
  expect(own('any answer', 'ok {status: 409}')).toEqual([[], []])
  expect(own('a target: reads are never gated', 'ok {http_status: 200, items: [{status: 409}]}')).toEqual([[], []])
})

test('the name of a symbol is no difference', () => {
  expect(own('{epoch: $e3 = "3"}', '{epoch: "3"}')).toEqual([[], []])
  expect(own('{epoch: $e3 = "3"}', '{epoch: "4"}')).toEqual([['3'], ['4']])
})

test('both texts are shown whole, whatever is marked, long ones too', () => {
  const long = Array.from({ length: 500 }, (_, at) => `w${at}`)
  for (const [one, other] of [
    ['a b c', 'a x c'],
    ['', 'x'],
    [long.join(' '), long.reverse().join(' ')],
  ] as const) {
    const [ours, theirs] = apart(one, other)
    expect(ours.map(({ text }) => text).join('')).toBe(one)
    expect(theirs.map(({ text }) => text).join('')).toBe(other)
  }
  expect(String(difference('a <1>', 'a <2>'))).toContain('<mark class="bad">2</mark>&#62;')
})
