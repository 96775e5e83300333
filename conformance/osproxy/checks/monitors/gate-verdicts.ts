import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { inCutover, larger } from '../state-table.ts'
import { type GateAnswer, Writes } from '../writes.ts'

/** The gate admits exactly the current epoch outside cutover: single verdicts against the entry of their instant. */
export const gateVerdicts = check({
  id: 'osproxy/gate-verdicts',
  kind: 'monitor',
  requirements: [
    'OSP-020',
    'OSP-021',
    'OSP-045',
    'OSP-054',
    'OSP-055',
    'OSP-056',
    'OSP-057',
    'OSP-059',
    'OSP-063',
    'OSP-116',
    { id: 'OSP-091', needs: ['fleet'] },
    { id: 'OSP-106', needs: ['fleet'] },
  ],
  needs: ['store.state', 'store.admit_write'],
  explain:
    'Whatever asks the gate - a query, a write, an item of a bulk - is admitted exactly if its stamp is the current epoch and the partition is not in cutover.',
  monitors: [
    monitor({
      id: 'osproxy/gate-verdicts',
      start: (_, setting) => ({ observed: new Observed(setting), writes: new Writes() }),
      judge: ({ observed, writes }, exchange, report) => {
        for (const verdict of writes.see(exchange, observed)) judge(verdict, observed.changes, report)
        observed.see(exchange)
      },
    }),
  ],
})

function judge({ partition, stamp, admitted, path, entry }: GateAnswer, changes: number, report: Report): void {
  if (entry === undefined || path === 'async') return
  const told = `${admitted ? 'admitted' : 'rejected'}, ${path === 'query' ? 'asked' : `${path} of a write`} with stamp ${stamp}`
  const mustNot = (why: string, ...requirements: string[]): void => {
    const all = [...requirements, 'OSP-106', ...(path === 'query' ? [] : ['OSP-091'])]
    for (const requirement of all) {
      if (admitted) report.violated(requirement, 'value', `a rejection: ${why}`, told)
      else report.exercised(requirement)
    }
  }
  if (stamp === '0') mustNot('epoch 0 means never placed', 'OSP-045')
  if (entry === 'absent') mustNot(`${partition} was never placed`, 'OSP-057')
  else if (inCutover(entry.state)) mustNot('the partition is in cutover', 'OSP-020', 'OSP-055', 'OSP-054')
  else if (stamp !== entry.epoch) {
    const ahead = larger(stamp, entry.epoch) || stamp === '0' ? ['OSP-057'] : []
    mustNot(`the partition is at epoch ${entry.epoch}`, 'OSP-054', 'OSP-056', ...ahead)
    if (entry.state.state === 'migrating') mustNot('stamps from before begin are stale', 'OSP-059')
  } else {
    const phase = entry.state.state === 'migrating' ? ['OSP-059'] : []
    // Only other partitions have changed since the epoch was given.
    const others = changes > entry.at ? ['OSP-063'] : []
    for (const requirement of ['OSP-054', 'OSP-021', 'OSP-116', ...phase, ...others]) {
      if (admitted) report.exercised(requirement)
      else report.violated(requirement, 'value', 'an admission: the stamp is the current epoch, outside cutover', told)
    }
  }
}
