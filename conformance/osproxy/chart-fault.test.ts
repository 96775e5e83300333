import { expect, test, vi } from 'vitest'
import { amend } from '../../machines/chart/amend.ts'
import { trialRun } from '../kit/running/trial-run.ts'

// The chart alone is wrong here: a partition in cutover would resolve as settled. The reference implementation is untouched.
vi.mock(import('../../machines/osproxy/charts/partition.ts'), async (original) => {
  const { partition } = await original()
  return {
    partition: amend(partition, 'cutover', 'resolve', () => ({
      actions: [{ type: 'resolved', params: { phase: 'settled' } }],
      meta: { requirements: { state: ['OSP-001'] } },
    })),
  }
})

test('a wrong transition in the chart alone turns the run on the reference implementation red', async () => {
  const { osproxy } = await import('./protocol.ts')
  const { ending, violations } = await trialRun(osproxy, { only: ['reads-in-cutover'] })
  expect(ending.exit_code).toBe(1)
  expect(violations.map(({ requirement }) => requirement)).toContain('OSP-001')
})
