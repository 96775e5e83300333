import { expect, test } from 'vitest'
import { covers } from '../kit/check.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { net } from './protocol.ts'

test('the reference implementation passes every requirement that a check judges', async () => {
  const { verdicts, violations } = await trialRun(net, { level: 'SHOULD', budget: 'quick' })
  expect(violations).toEqual([])
  const judged = new Set(net.checks.flatMap((check) => covers(check).map(({ id }) => id)))
  const passed = verdicts.filter(({ verdict }) => verdict === 'pass').map(({ requirement }) => requirement)
  expect(passed).toEqual([...judged].sort())
  expect(passed.length).toBeGreaterThan(90)
})
