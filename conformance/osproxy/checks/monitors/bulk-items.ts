import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { type Known, Observed } from '../observed.ts'
import { inCutover } from '../state-table.ts'
import { type Write, Writes } from '../writes.ts'

interface Memory {
  readonly observed: Observed
  readonly writes: Writes
  /** Entries of each bulk's partitions when it was prepared. */
  readonly prepared: Map<string, ReadonlyMap<string, Known['now']>>
  faults: boolean
  /** How the upstream ended the writes that it held. */
  readonly settled: Map<string, string>
  readonly held: Set<string>
  /** Whether the clock moved, so that a deadline may have passed. */
  moved: boolean
}

/** A bulk is many writes: one answer for each item in the order of the request, each by the entry at its own gate. */
export const bulkItems = check({
  id: 'osproxy/bulk-items',
  kind: 'monitor',
  requirements: [
    'OSP-086',
    'OSP-092',
    { id: 'OSP-093', needs: ['pause_points'] },
    { id: 'OSP-121', needs: ['pause_points'] },
  ],
  needs: ['proxy.bulk', 'store.state'],
  explain:
    'A bulk answers each item at its position by the state of its partition when the item was gated; held items hold no other back.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/bulk-items',
      start: (_, setting) => ({
        observed: new Observed(setting),
        writes: new Writes(),
        prepared: new Map(),
        faults: false,
        settled: new Map(),
        held: new Set(),
        moved: false,
      }),
      judge: (memory, exchange, report) => {
        const { observed, writes } = memory
        const { op, params, reply } = exchange
        if (op === 'fault.arm') memory.faults = true
        if (op === 'clock.advance') memory.moved = true
        if (op === 'upstream.hold') memory.held.add(params.write_id as string)
        if (op === 'upstream.settle' && reply.ok !== undefined)
          memory.settled.set(params.write_id as string, params.outcome as string)
        if (op === 'proxy.bulk') {
          const partitions = (params.items as JsonObject[]).map(({ partition }) => partition as string)
          memory.prepared.set(
            params.bulk_id as string,
            new Map(partitions.map((name) => [name, observed.of(name).now])),
          )
        }
        writes.see(exchange, observed)
        observed.see(exchange)
        const done = reply.ok?.done as JsonObject | undefined
        const items = writes.bulks.get(params.bulk_id as string)
        if (done?.items === undefined || items === undefined || memory.faults) return
        judge(memory, items, memory.prepared.get(params.bulk_id as string), done, report)
      },
    }),
  ],
})

function judge(
  memory: Memory,
  items: readonly Write[],
  prepared: ReadonlyMap<string, Known['now']> | undefined,
  done: JsonObject,
  report: Report,
): void {
  const told = done.items as JsonObject[]
  const got = JSON.stringify(done)
  report.exercised('OSP-092')
  const ids = items.map(({ id }) => id)
  if (told.map(({ write_id }) => write_id).join('\n') !== ids.join('\n'))
    report.violated('OSP-092', 'reply', `items in the order of the request: ${ids.join(', ')}`, got)
  const failed = told.some(({ code }) => code !== undefined)
  if (done.http_status !== 200 || done.errors !== failed)
    report.violated('OSP-092', 'reply', `status 200, errors ${failed}`, got)
  for (const [at, item] of items.entries()) {
    const before = prepared?.get(item.partition ?? '')
    const expected = statusOf(item, before)
    const status = told[at]?.status as number | undefined
    if (expected === undefined || status === undefined) continue
    if (expected === 200) outcome(memory, item, told[at] as JsonObject, report)
    if (status === 502) continue
    const requirement = before === item.gateEntry ? 'OSP-092' : 'OSP-093'
    report.exercised(requirement)
    const fits = expected === 200 ? status === 200 || status === 201 : status === expected
    if (expected === 200) stamped(item, told[at] as JsonObject, report)
    if (!fits) report.violated(requirement, 'reply', `${item.id}: status ${expected}`, JSON.stringify(told[at]))
  }
}

/** An item is rejected while its partition is open and as it was prepared: it carried a stamp of something else. */
function stamped({ id, stamp }: Write, told: JsonObject, report: Report): void {
  report.exercised('OSP-086')
  if (told.status === 409)
    report.violated('OSP-086', 'epoch', `${id}: stamp ${stamp}, which the gate admits`, JSON.stringify(told))
}

/** OSP-121: what passed the gate is answered by what the upstream did with it, whatever it did with the others. */
function outcome({ held, settled, moved }: Memory, { id }: Write, told: JsonObject, report: Report): void {
  const own = held.has(id) ? settled.get(id) : 'commit'
  if (own === undefined || (moved && own === 'commit')) return
  if (settled.size > 0) report.exercised('OSP-121')
  const fits = own === 'commit' ? told.status === 200 || told.status === 201 : told.status === 502
  if (!fits)
    report.violated(
      'OSP-121',
      'reply',
      own === 'commit' ? `${id}: success, as the upstream acknowledged it` : `${id}: status 502 after ${own}`,
      JSON.stringify(told),
    )
}

/** The status that an item deserves, or undefined where the answers so far leave it open. */
function statusOf({ partition, gateEntry }: Write, prepared: Known['now']): number | undefined {
  if (partition === undefined) return 400
  if (prepared === undefined || gateEntry === undefined) return undefined
  if (prepared === 'absent') return 404
  if (gateEntry === 'absent') return undefined
  return gateEntry.epoch === prepared.epoch && !inCutover(gateEntry.state) ? 200 : 409
}
