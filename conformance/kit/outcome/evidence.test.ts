import { expect, test } from 'vitest'
import type { Violation } from '../judging/case-result.ts'
import { Evidence } from './evidence.ts'

const broken = (requirement: string, secondary = false): Violation => ({
  requirement,
  facet: 'reply',
  judge: 'model',
  transitions: [],
  exchange: { step: 1, probe: false, op: 'do', params: {}, reply: { ok: {} } },
  allowed: 'a',
  got: 'b',
  secondary,
})
const exercised = (...ids: string[]) => new Map(ids.map((id) => [id, 1]))

test('suspected most is what is broken in all failing cases and kept in no other', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A'), broken('B')] })
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A')] })
  evidence.add({ exercised: exercised('B'), violations: [] })
  const defect = new Set(['A', 'B'])
  expect(evidence.suspicion('A', defect)).toBe(1)
  // Broken in one of two failing cases, judged in three.
  expect(evidence.suspicion('B', defect)).toBeCloseTo(1 / Math.sqrt(2 * 3))
  expect(evidence.suspicion('C', defect)).toBe(0)
})

test('what only followed in a case was not broken together with what came first', () => {
  const evidence = new Evidence()
  evidence.add({ exercised: exercised('A', 'B'), violations: [broken('A'), broken('B', true)] })
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
  expect(all.suspicion('A', new Set(['A']))).toBeCloseTo(Math.SQRT1_2)
})
