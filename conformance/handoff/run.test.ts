import { expect, test } from 'vitest'
import type { RunOptions } from '../kit/running/run-options.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { handoff } from './protocol.ts'

const onMutant = (id: string, options: Partial<RunOptions>) =>
  trialRun(handoff, options, handoff.mutants.find((mutant) => mutant.id === id)?.create)

test.each([
  ['crate', 'pass'],
  ['strict', 'not-applicable'],
])('what only the published releases are asked: in profile %s %s', async (profile, verdict) => {
  const { verdicts } = await trialRun(handoff, { profile, only: ['ready-whatever-it-says', 'kept-journals'] })
  const asked = verdicts.filter(({ requirement }) => ['HOF-089', 'HOF-130'].includes(requirement))
  expect(asked.map((each) => each.verdict)).toEqual([verdict, verdict])
})

test('the same seed gives the same events', async () => {
  const only = ['supervisor-walk']
  const first = await trialRun(handoff, { only, budget: 'quick' })
  const second = await trialRun(handoff, { only, budget: 'quick' })
  expect(second.events).toEqual(first.events)
})

test('a successor that cannot say Ready and ends is told by the row of the crash matrix', async () => {
  const { ending, verdicts } = await onMutant('handoff/who-cannot-say-ready-ends', { only: ['one-goes-on'] })
  expect(ending.exit_code).toBe(1)
  expect(verdicts.find(({ requirement }) => requirement === 'HOF-139')?.verdict).toBe('fail')
})

test('a handoff whose id an implementation invents is shrunk like any other', async () => {
  const { violations } = await onMutant('handoff/any-seal-will-do', { only: ['supervisor-walk'], budget: 'quick' })
  expect(violations.map(({ requirement }) => requirement)).toContain('HOF-073')
})
