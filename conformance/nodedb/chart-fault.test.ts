import { expect, test, vi } from 'vitest'
import { amend } from '../../machines/chart/amend.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import { run } from '../kit/running/run.ts'

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
  const violated: string[] = []
  const ending = await run({
    protocol: nodedb,
    source: inProcessSource('reference', nodedb.reference),
    seed: 1,
    budget: 'quick',
    level: 'MUST',
    only: ['receiver-cases'],
    pipelined: false,
    now: () => 0,
    emit: (event) => {
      if (event.event === 'violation') violated.push(event.requirement)
    },
    keep: () => 'token',
  })
  expect(ending.exit_code).toBe(1)
  expect(violated).toContain('NDB-051')
})
