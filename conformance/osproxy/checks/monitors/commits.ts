import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed, type Version } from '../observed.ts'
import { isAt, readPlacement, same, writePlacement } from '../state-table.ts'
import { type Write, Writes } from '../writes.ts'

interface Memory {
  readonly observed: Observed
  readonly writes: Writes
  /** Places at which a write was committed. */
  readonly committed: Map<string, string>
  /** Numbers of the commits seen. */
  readonly seen: Set<number>
  /** Every commit up to this number was seen. */
  whole: number
  /** Successful transitions since the log was last read, while no client asked for anything. */
  quiet: number
}

/** What the clusters applied: each write once, at the target of its stamp, and nothing that nobody asked for. */
export const commits = check({
  id: 'osproxy/commits',
  kind: 'monitor',
  requirements: [
    'OSP-018',
    'OSP-019',
    'OSP-022',
    'OSP-024',
    'OSP-043',
    'OSP-061',
    'OSP-086',
    'OSP-087',
    'OSP-095',
    'OSP-096',
    'OSP-121',
  ],
  needs: ['upstream.log', 'store.state'],
  explain:
    'A write is committed at most once, at the write placement of its stamp; a rejected one never, and a transition commits nothing.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/commits',
      start: (_, setting) => ({
        observed: new Observed(setting),
        writes: new Writes(),
        committed: new Map(),
        seen: new Set(),
        whole: 0,
        quiet: 0,
      }),
      judge: (memory, exchange, report) => {
        const { observed, writes } = memory
        const { op, params, reply } = exchange
        writes.see(exchange, observed)
        const before = observed.changes
        observed.see(exchange)
        if (observed.changes > before) memory.quiet++
        if (op.startsWith('proxy.') || op === 'upstream.settle') memory.quiet = Number.NEGATIVE_INFINITY
        if (op !== 'upstream.log' || reply.ok === undefined) return
        const rows = (reply.ok.commits as JsonObject[]).filter(({ seq }) => !memory.seen.has(seq as number))
        if (memory.quiet > 0) {
          report.exercised('OSP-043')
          if (rows.length > 0)
            report.violated(
              'OSP-043',
              'effects',
              'no commit: only transitions came since the last look',
              JSON.stringify(rows),
            )
        }
        memory.quiet = 0
        for (const row of rows) {
          memory.seen.add(row.seq as number)
          commit(memory, row, report)
        }
        while (memory.seen.has(memory.whole + 1)) memory.whole++
        // Who asks only for later commits than those that were seen does not hear what lies between.
        const lacking = ((params.since as number | undefined) ?? 0) > memory.whole
        for (const write of writes.all.values()) {
          if (isRejected(write)) report.exercised('OSP-087')
          if (!lacking && write.path !== 'async' && (write.status === 200 || write.status === 201))
            acknowledged(memory, write, report)
        }
      },
    }),
  ],
})

/** What a client is told to be done is done. */
function acknowledged({ committed }: Memory, { id, status }: Write, report: Report): void {
  report.exercised('OSP-121')
  if (!committed.has(id))
    report.violated('OSP-121', 'effects', `a commit of ${id}, which was answered ${status}`, 'no commit in the log')
}

function commit({ observed, writes, committed }: Memory, row: JsonObject, report: Report): void {
  const id = row.write_id as string
  const got = JSON.stringify(row)
  const write = writes.all.get(id)
  if (write === undefined) {
    report.violated('OSP-043', 'effects', 'commits of writes that a client sent', got)
    return
  }
  const place = `${row.cluster} ${row.index}`
  const earlier = committed.get(id)
  report.exercised('OSP-095')
  if (earlier !== undefined) report.violated('OSP-095', 'effects', `one commit of ${id}, which was at ${earlier}`, got)
  committed.set(id, place)
  if (isRejected(write)) report.violated('OSP-087', 'effects', `no commit: ${id} was answered ${write.status}`, got)
  if (write.stamp !== undefined) {
    report.exercised('OSP-086')
    if (row.epoch !== write.stamp) report.violated('OSP-086', 'epoch', `epoch ${write.stamp}, the stamp`, got)
  }
  if (write.target !== undefined) {
    report.exercised('OSP-096')
    if (row.cluster !== write.target.cluster || row.index !== write.target.index)
      report.violated('OSP-096', 'effects', `a commit at ${JSON.stringify(write.target)}, the stamped target`, got)
  }
  atPlacement(observed, write, row, got, report)
}

/** Compares the place of a commit with what the partition's state at the stamped epoch says. */
function atPlacement(observed: Observed, { partition }: Write, row: JsonObject, got: string, report: Report): void {
  const { versions } = observed.of(partition ?? '')
  const at = versions.findIndex(({ epoch }) => epoch === row.epoch)
  const state = versions[at]?.state
  if (partition === undefined || state === undefined) return
  const placement = writePlacement(state)
  const own = state.state === 'active' ? ['OSP-018'] : placement === undefined ? [] : ['OSP-019']
  for (const requirement of ['OSP-096', 'OSP-024', ...own]) {
    report.exercised(requirement)
    if (placement === undefined)
      report.violated(requirement, 'effects', `no commit with stamp ${row.epoch}: cutover has no write placement`, got)
    else if (!isAt(row, placement))
      report.violated(requirement, 'effects', `a commit at ${JSON.stringify(placement)}`, got)
  }
  if (state.state === 'active') return
  const strays = isAt(row, state.to) && !isAt(row, readPlacement(state))
  report.exercised('OSP-022')
  if (strays) report.violated('OSP-022', 'effects', `no commit at the destination before the flip`, got)
  if (!wasAborted(versions, at)) return
  report.exercised('OSP-061')
  if (strays) report.violated('OSP-061', 'effects', `no commit at the abandoned destination`, got)
}

/** Whether the migration of this version ended in an abort. */
function wasAborted(versions: readonly Version[], at: number): boolean {
  const moving = versions[at]?.state
  const end = versions.slice(at + 1).find(({ state }) => state.state === 'active')?.state
  return moving?.state === 'migrating' && end?.state === 'active' && same(end.placement, moving.from)
}

function isRejected({ status, code }: Write): boolean {
  return status === 409 || status === 404 || status === 400 || (status === 503 && code !== undefined)
}
