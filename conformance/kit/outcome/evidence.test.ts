import { expect, test } from 'vitest'
import type { Violation } from '../judging/case-result.ts'
import { Evidence } from './evidence.ts'

const broken = (requirement: string, more: Partial<Violation> = {}): Violation => ({
  requirement,
  facet: 'reply',
  judge: 'model',
  transitions: [],
  exchange: { step: 1, probe: false, op: 'do', params: {}, reply: { ok: {} } },
  allowed: 'a',
  got: 'b',
  secondary: false,
  ...more,
})
const exercised = (...ids: string[]) => new Map(ids.map((id) => [id, 1]))

/** The requirements, the most suspicious first. */
const inOrder = (evidence: Evidence, ...ids: string[]) =>
  ids.sort((a, b) => evidence.suspicion(b, new Set(ids)) - evidence.suspicion(a, new Set(ids)))

test('suspected most is what alone is broken in the one case that judges it', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A'), violations: [broken('A')] })
  expect(evidence.suspicion('A', new Set(['A', 'B']))).toBe(1)
  expect(evidence.suspicion('B', new Set(['A', 'B']))).toBe(0)
})

test('what breaks in every failing case is suspected before what breaks in some', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A'), broken('B')] })
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A')] })
  expect(inOrder(evidence, 'B', 'A')).toEqual(['A', 'B'])
})

test('what few cases judge is suspected before what holds in many others', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A'), broken('B')] })
  evidence.add({ exercised: exercised('B'), violations: [] })
  expect(inOrder(evidence, 'B', 'A')).toEqual(['A', 'B'])
})

test('what a case breaks first is suspected before what its queries show afterwards', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A'), broken('B', { echo: true })] })
  evidence.add({ exercised: exercised('A'), violations: [] })
  expect(inOrder(evidence, 'B', 'A')).toEqual(['A', 'B'])
  expect(evidence.together()).toEqual([['A', 'B']])
})

test('what only followed in a case was not broken together with what came first', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A'), broken('B', { secondary: true })] })
  expect(evidence.together()).toEqual([['A']])
  expect(evidence.suspicion('B', new Set(['A', 'B']))).toBe(0)
})

test('the evidence of several checks is that of all their cases', () => {
  const one = new Evidence()
  one.add({ exercised: exercised('A'), violations: [broken('A')] })
  const other = new Evidence()
  other.add({ exercised: exercised('A'), violations: [] })
  const all = Evidence.of([one, other])
  expect(all.judged('A')).toBe(2)
  expect(all.suspicion('A', new Set(['A']))).toBeCloseTo(2 ** -0.28)
})
