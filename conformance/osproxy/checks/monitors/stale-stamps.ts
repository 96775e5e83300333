import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed, type Version } from '../observed.ts'
import { readPlacement, same } from '../state-table.ts'
import { Writes } from '../writes.ts'

/** Stamps from before a flip or an abort stay stale for ever, also when the partition returns to where they were taken. */
export const staleStamps = check({
  id: 'osproxy/stale-stamps',
  kind: 'monitor',
  requirements: ['OSP-060', 'OSP-061', 'OSP-062'],
  needs: ['store.state', 'store.admit_write'],
  explain:
    'No stamp taken before a flip or during an aborted migration is ever admitted again, wherever the partition is by then.',
  monitors: [
    monitor({
      id: 'osproxy/stale-stamps',
      start: (_, setting) => ({ observed: new Observed(setting), writes: new Writes() }),
      judge: ({ observed, writes }, exchange, report) => {
        for (const { partition, stamp, admitted, path, entry } of writes.see(exchange, observed)) {
          if (path === 'async' || entry === undefined || entry === 'absent') continue
          const { versions } = observed.of(partition)
          const taken = versions.findIndex(({ epoch }) => epoch === stamp)
          if (taken < 0) continue
          // The answer may come long after the gate: what counts is the version that the gate saw.
          for (const [requirement, why] of reasons(versions.slice(taken, versions.indexOf(entry) + 1))) {
            if (admitted) report.violated(requirement, 'value', `a rejection: ${why}`, `admitted, stamp ${stamp}`)
            else report.exercised(requirement)
          }
        }
        observed.see(exchange)
        const { op, params, reply } = exchange
        if (op !== 'store.resolve' || reply.ok === undefined) return
        const ended = endOf(observed.of(params.partition as string).versions)
        const now = observed.entry(params.partition as string)
        if (ended === undefined || now === undefined) return
        report.exercised(ended)
        if (reply.ok.found !== true || !same(reply.ok.placement, readPlacement(now.state)))
          report.violated(ended, 'value', JSON.stringify(readPlacement(now.state)), JSON.stringify(reply.ok))
      },
    }),
  ],
})

/** What the newest version ended: a migration by its flip, a migration by its abort, or none. */
function endOf(versions: readonly Version[]): 'OSP-060' | 'OSP-061' | undefined {
  const last = versions[versions.length - 1]
  const before = versions[versions.length - 2]
  return last === undefined || before === undefined ? undefined : ending(before, last)
}

function ending({ state: before }: Version, { state: after }: Version): 'OSP-060' | 'OSP-061' | undefined {
  if (before.state !== 'migrating' || after.state !== 'active') return undefined
  if (before.phase === 'cutover' && same(after.placement, before.to)) return 'OSP-060'
  return same(after.placement, before.from) ? 'OSP-061' : undefined
}

/** Why a stamp that was taken at the first of these versions is stale now. */
function* reasons(versions: readonly Version[]): Generator<readonly [string, string]> {
  const taken = versions[0]
  const now = versions[versions.length - 1]
  if (taken === undefined || now === undefined || now === taken) return
  const endings = new Set(versions.slice(1).map((version, at) => ending(versions[at] as Version, version)))
  if (endings.has('OSP-060')) yield ['OSP-060', 'a flip came after the stamp was taken']
  if (endings.has('OSP-061')) yield ['OSP-061', 'an abort came after the stamp was taken']
  if (same(readPlacement(taken.state), readPlacement(now.state)))
    yield ['OSP-062', 'the placement is the same, but the epoch is another one']
}
