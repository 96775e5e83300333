import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { CallsSince } from '../calls-since.ts'
import { Observed, type Version } from '../observed.ts'
import { changeOf, same } from '../state-table.ts'

interface Watched {
  /** What the last look or change left. */
  readonly entry: Version | 'absent'
  /** When that was. */
  readonly since: number
}

/**
 * The frame: between two looks at a partition only a successful change of it may change it. Which requirement is broken
 * depends on what was called in between; where calls of several kinds were, a case that tells them apart will say.
 */
export const entriesChangeOnlyByChanges = check({
  id: 'osproxy/entries-change-only-by-changes',
  kind: 'monitor',
  requirements: [
    'OSP-010',
    'OSP-013',
    'OSP-040',
    'OSP-048',
    'OSP-049',
    { id: 'OSP-067', needs: ['control'] },
    { id: 'OSP-081', needs: ['fleet'] },
    { id: 'OSP-115', needs: ['expect_epoch'] },
  ],
  needs: ['store.state'],
  explain:
    'Queries, refused changes, changes of other partitions, pending completions and client requests leave an entry as it is.',
  monitors: [
    monitor({
      id: 'osproxy/entries-change-only-by-changes',
      start: (_, setting) => ({
        observed: new Observed(setting),
        calls: new CallsSince(),
        watched: new Map<string, Watched>(),
        step: 0,
      }),
      judge: (memory, exchange, report) => {
        const { observed, watched, calls } = memory
        const { op, params, reply } = exchange
        // Calls with malformed parameters are not shown to monitors; they leave a gap in the steps.
        if (exchange.step > memory.step + 1) calls.sawMalformed()
        memory.step = exchange.step
        const partition = params.partition as string
        const before = watched.get(partition)
        if ((op === 'store.state' || op === 'store.resolve') && before !== undefined && reply.ok !== undefined)
          compare(before, new Set(calls.causes(partition, before.since)), reply.ok, report)
        if (op === 'store.state' && reply.ok?.found === true) mistaken(observed, partition, reply.ok, report)
        calls.see(exchange)
        observed.see(exchange)
        if (isForgotten(exchange)) watched.clear()
        const change = changeOf(op, params)
        if (change !== undefined || op === 'store.state') {
          const { now } = observed.of(partition)
          if (now === undefined) watched.delete(partition)
          else if (op === 'store.state' || reply.ok !== undefined)
            watched.set(partition, { entry: now, since: calls.now - 1 })
        }
      },
    }),
  ],
})

/** A resolve shows the epoch of the entry, a look the whole of it. */
function compare({ entry }: Watched, all: ReadonlySet<string>, got: JsonObject, report: Report): void {
  const sameEpoch = entry === 'absent' ? got.found === false : got.epoch === entry.epoch
  const unchanged = sameEpoch && (entry === 'absent' || got.state === undefined || same(got.state, entry.state))
  const causes = causesOf(all)
  for (const requirement of causes) {
    report.exercised(requirement)
    if (unchanged || causes.length > 1) continue
    const allowed = entry === 'absent' ? 'no entry' : JSON.stringify({ state: entry.state, epoch: entry.epoch })
    report.violated(requirement, sameEpoch ? 'state' : 'epoch', allowed, JSON.stringify(got))
  }
}

/** A partition that shows the entry which another one has just been given is taken for that one. */
function mistaken(observed: Observed, partition: string, got: JsonObject, report: Report): void {
  const { now } = observed.of(partition)
  if (now === undefined || (now !== 'absent' && now.epoch === got.epoch)) return
  for (const [name, { now: other }] of observed.partitions()) {
    if (name === partition || other === undefined || other === 'absent') continue
    if (other.epoch === got.epoch && same(other.state, got.state))
      report.violated(
        'OSP-013',
        'state',
        `an entry of its own, not that of ${JSON.stringify(name)}`,
        JSON.stringify(got),
      )
  }
}

/** Queries come after every step: they are to blame only where nothing else was called. */
function causesOf(causes: ReadonlySet<string>): readonly string[] {
  if (causes.size <= 1) return [...causes]
  return [...causes].filter((cause) => cause !== 'OSP-049')
}

function isForgotten({ op }: Exchange): boolean {
  return op === 'fault.release' || op === 'batch.concurrent' || op === 'store.restart'
}
