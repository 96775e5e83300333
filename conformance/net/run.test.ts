import { expect, test } from 'vitest'
import { covers } from '../kit/check.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { net } from './protocol.ts'

test('the reference implementation passes every requirement that a check judges', async () => {
  const quick = await trialRun(net, { level: 'SHOULD', budget: 'quick' })
  // A quick run leaves out what takes 64 MiB.
  const large = await trialRun(net, { level: 'SHOULD', budget: 'default', only: ['net/large-reassemblies'] })
  expect([...quick.violations, ...large.violations]).toEqual([])
  const judged = new Set(net.checks.flatMap((check) => covers(check).map(({ id }) => id)))
  const verdicts = [...quick.verdicts, ...large.verdicts]
  const passed = verdicts.flatMap(({ requirement, verdict }) => (verdict === 'pass' ? [requirement] : []))
  expect([...new Set(passed)].sort()).toEqual([...judged].sort())
  expect(judged.size).toBeGreaterThan(90)
})
