import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { ArmedFaults } from '../armed-faults.ts'
import { type Known, Observed } from '../observed.ts'
import { type Change, type Choices, changeOf, isRefusal, outcomeOf, same } from '../state-table.ts'

interface Memory {
  readonly observed: Observed
  readonly faults: ArmedFaults
  /** What each partition was before its last change, which was answered ok. */
  readonly before: Map<string, Known['now']>
}

/** A change that is refused says why, by the state table; one that is answered ok has happened. */
export const changesAsTold = check({
  id: 'osproxy/changes-as-told',
  kind: 'monitor',
  requirements: ['OSP-006', 'OSP-029', 'OSP-039'],
  needs: ['store.state', 'store.begin_migration'],
  explain: 'The code of a refusal is the one that the state table gives, and a change that was answered ok shows.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/changes-as-told',
      start: (_, setting) => ({ observed: new Observed(setting), faults: new ArmedFaults(), before: new Map() }),
      judge: ({ observed, faults, before }, exchange, report) => {
        const { op, params, reply } = exchange
        faults.see(exchange)
        const change = changeOf(op, params)
        if (op === 'batch.concurrent' || op === 'fault.release') before.clear()
        if (change !== undefined) {
          const { now } = observed.of(change.partition)
          const reached = change.controller === undefined || faults.none
          if (now !== undefined && reached) refused(change, now, exchange, observed.choices, report)
          if (reply.ok !== undefined && reached) before.set(change.partition, now)
          else before.delete(change.partition)
        }
        if (op === 'store.state' && reply.ok !== undefined) shown(params.partition as string, before, reply.ok, report)
        observed.see(exchange)
      },
    }),
  ],
})

function refused(
  change: Change,
  now: Exclude<Known['now'], undefined>,
  { reply }: Exchange,
  choices: Choices,
  report: Report,
): void {
  const expected = outcomeOf(now === 'absent' ? undefined : now, change, choices)
  const { code } = reply.error ?? {}
  const got = JSON.stringify(reply.ok ?? reply.error)
  if (now === 'absent' && change.kind !== 'set') {
    report.exercised('OSP-029')
    if (code !== expected) report.violated('OSP-029', 'reply', 'unknown_partition, before any other check', got)
  } else if (typeof expected === 'string' && isRefusal(code) && code !== 'epoch_exhausted') {
    report.exercised('OSP-006')
    if (code !== expected) report.violated('OSP-006', 'reply', `${expected}, by the state table`, got)
  }
  if (change.kind !== 'begin_migration' || typeof expected === 'string') return
  report.exercised('OSP-029')
  // Only these speak of the destination and not of the partition.
  if (code === 'same_placement' || code === 'invalid_params')
    report.violated('OSP-029', 'reply', 'a migration: of the destination nothing is checked', got)
}

/** A change that was answered ok and left everything as it was has been ignored. */
function shown(
  partition: string,
  before: Map<string, Known['now']>,
  found: { readonly [member: string]: unknown },
  report: Report,
): void {
  if (!before.has(partition)) return
  const was = before.get(partition)
  before.delete(partition)
  if (was === undefined) return
  report.exercised('OSP-039')
  const ignored = was === 'absent' ? found.found === false : found.epoch === was.epoch && same(found.state, was.state)
  if (ignored) report.violated('OSP-039', 'state', 'another entry: the change was answered ok', JSON.stringify(found))
}
