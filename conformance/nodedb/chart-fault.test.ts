import { expect, test, vi } from 'vitest'
import { amend } from '../../machines/chart/amend.ts'
import { trialRun } from '../kit/running/trial-run.ts'

// The chart alone is wrong here: a duplicate would be applied. The reference implementation is untouched.
vi.mock(import('../../machines/nodedb/charts/receiver.ts'), async (original) => {
  const { receiver } = await original()
  return {
    receiver: amend(receiver, 'live', 'delta', (candidates) =>
      candidates.map((candidate) =>
        candidate.guard === 'behind' ? { ...candidate, actions: ['adopted'] } : candidate,
      ),
    ),
  }
})

test('a wrong transition in the chart alone turns the run on the reference implementation red', async () => {
  const { nodedb } = await import('./protocol.ts')
  const { ending, violations } = await trialRun(nodedb, { only: ['receiver-cases'] })
  expect(ending.exit_code).toBe(1)
  expect(violations.map(({ requirement }) => requirement)).toContain('NDB-051')
})
