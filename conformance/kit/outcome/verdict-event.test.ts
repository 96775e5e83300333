import { expect, test } from 'vitest'
import type { Requirement } from '../../../spec/requirement.ts'
import type { RequirementVerdict } from './verdict.ts'
import { verdictEvent } from './verdict-event.ts'

const requirement: Requirement = {
  id: 'X-001',
  level: 'SHOULD',
  category: 'state',
  profile: 'basic',
  text: 'It does.',
  origin: 'document',
  source: ['x:1'],
  checks: ['model'],
}
const verdict = (its: Partial<RequirementVerdict>): RequirementVerdict => ({
  requirement,
  verdict: 'pass',
  checks: ['x/a'],
  exercised: 3,
  ...its,
})
const failure = (check: string, known?: string) => ({ check: { id: check }, known })

test('a verdict carries what a reader must know of its requirement', () => {
  expect(verdictEvent(verdict({ requirement: { ...requirement, hardened: true } }), [])).toEqual({
    event: 'verdict',
    requirement: 'X-001',
    level: 'SHOULD',
    category: 'state',
    hardened: true,
    text: 'It does.',
    verdict: 'pass',
    checks: ['x/a'],
    exercised: 3,
  })
})

test('a failure names its checks, and is known only if every failure of the requirement is', () => {
  const failed = verdict({ verdict: 'fail' })
  expect(verdictEvent(failed, [failure('x/a', 'old'), failure('x/b')])).toMatchObject({ reason: 'x/a, x/b' })
  expect(verdictEvent(failed, [failure('x/a', 'old'), failure('x/b')])).not.toHaveProperty('known')
  expect(verdictEvent(failed, [failure('x/a', 'old'), failure('x/b', 'older'), failure('x/c', 'old')])).toMatchObject({
    known: 'old; older',
  })
})

test('what was left out says so', () => {
  const left = verdict({ verdict: 'inconclusive', reason: 'left out by --only', leftOut: true })
  expect(verdictEvent(left, [])).toMatchObject({ reason: 'left out by --only', left_out: true })
})
