import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test.each([
  ['osprxy', 'osproxy'],
  ['OSP-16', 'OSP-016'],
  ['stroe', 'store'],
])('%s is answered with %s', (typed, meant) => {
  expect(nearest(typed, ['osproxy', 'OSP-016', 'OSP-106', 'store', 'fleet'])).toBe(`did you mean "${meant}"?`)
})

test('a word that is near to nothing is sent to the list', () => {
  expect(nearest('zzzzzzzzzz', ['store'])).toBe('see `cutover list <protocol>`.')
})
