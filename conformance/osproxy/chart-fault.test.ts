import { expect, test, vi } from 'vitest'
import { amend } from '../../machines/chart/amend.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import { run } from '../kit/running/run.ts'

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
  const violated: string[] = []
  const ending = await run({
    protocol: osproxy,
    source: inProcessSource('reference', osproxy.reference),
    seed: 1,
    budget: 'quick',
    level: 'MUST',
    only: ['store-walk'],
    pipelined: false,
    now: () => 0,
    emit: (event) => {
      if (event.event === 'violation') violated.push(event.requirement)
    },
    keep: () => 'token',
  })
  expect(ending.exit_code).toBe(1)
  expect(violated).toContain('OSP-001')
})
