import { expect, test } from 'vitest'
import { lowerings } from './lowerings.ts'

const params = (inputs: readonly { params: object }[]) => inputs.map((input) => input.params)

test('equal values are lowered together, so that references between inputs survive', () => {
  const inputs = [
    { op: 'set', params: { name: 'p7' } },
    { op: 'look', params: { name: 'p7' } },
  ]
  const all = [...lowerings(inputs, () => [])].map(params)
  expect(all).toContainEqual([{ name: 'p0' }, { name: 'p0' }])
  expect(all.every(([a, b]) => JSON.stringify(a) === JSON.stringify(b))).toBe(true)
})

test('an optional member is left out everywhere, a required one never', () => {
  const inputs = [{ op: 'do', params: { must: 1, may: 2 } }]
  const all = [...lowerings(inputs, () => ['may'])].flatMap(params)
  expect(all).toContainEqual({ must: 1 })
  expect(all.every((candidate) => 'must' in candidate)).toBe(true)
})

test('a value is replaced by a simpler one that the case already has', () => {
  const inputs = [
    { op: 'a', params: { to: { kind: 'long', more: [1, 2, 3] } } },
    { op: 'a', params: { to: { kind: 'x' } } },
  ]
  expect([...lowerings(inputs, () => [])].map(params)).toContainEqual([{ to: { kind: 'x' } }, { to: { kind: 'x' } }])
})
