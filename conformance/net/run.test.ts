import { expect, test } from 'vitest'
import { covers } from '../kit/check.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { net } from './protocol.ts'

// CI has every check (`cutover run --level SHOULD`), and fails there for a requirement that has no verdict.
test('the reference implementation passes every requirement that a check of fixed cases judges', async () => {
  const fixed = net.checks.filter(({ kind }) => kind === 'wire' || kind === 'scenario')
  const only = fixed.map(({ id }) => id)
  const { verdicts, violations } = await trialRun(net, { level: 'SHOULD', budget: 'quick', only })
  expect(violations).toEqual([])
  const judged = new Set(fixed.flatMap((check) => covers(check).map(({ id }) => id)))
  const passed = verdicts.filter(({ verdict }) => verdict === 'pass').map(({ requirement }) => requirement)
  expect(passed).toEqual([...judged].sort())
  expect(passed.length).toBeGreaterThan(90)
})
