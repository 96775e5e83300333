import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { changeOf, inCutover, isAt, type Placement } from '../state-table.ts'
import { type Write, Writes } from '../writes.ts'

const half = 30_000_000_000n

/** A flip through a controller: from where, when, and which writes had passed the gate and were still out. */
interface Flip {
  readonly partition: string
  readonly from: Placement
  readonly at: bigint
  readonly out: ReadonlySet<string>
  /** Last commit that the log showed when it was first read after the flip. */
  seen: number | undefined
}

interface Memory {
  readonly observed: Observed
  readonly writes: Writes
  readonly deadline: bigint
  readonly barriers: Map<number, bigint>
  readonly barrier: bigint
  readonly flips: Flip[]
  last: number
}

/** Gate plus deadline is the last instant of a commit, and the barrier puts every flip behind it. In elapsed time. */
export const deadlines = check({
  id: 'osproxy/deadlines',
  kind: 'monitor',
  requirements: ['OSP-069', 'OSP-107'],
  needs: ['upstream.log', 'pause_points'],
  explain:
    'No write is committed later than its deadline after the gate, and none at the origin after a flip that waited longer than that.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/deadlines',
      start: (configuration, setting) => ({
        observed: new Observed(setting),
        writes: new Writes(),
        deadline: nanos(configuration.upstream_deadline_ns) ?? half,
        barrier: nanos(configuration.barrier_ns) ?? half,
        barriers: new Map(),
        flips: [],
        last: 0,
      }),
      judge: (memory, exchange, report) => {
        const { observed, writes, flips } = memory
        const { op, params, reply } = exchange
        const moving = observed.entry(params.partition as string)?.state
        writes.see(exchange, observed)
        observed.see(exchange)
        if (op === 'ctl.restart' && params.barrier_ns !== undefined)
          memory.barriers.set((params.controller as number | undefined) ?? 0, BigInt(params.barrier_ns as string))
        const change = changeOf(op, params)
        if (change?.kind === 'complete_migration' && change.controller !== undefined && reply.ok !== undefined) {
          const barrier = memory.barriers.get(change.controller) ?? memory.barrier
          if (moving?.state === 'migrating' && inCutover(moving) && barrier > memory.deadline)
            flips.push({
              partition: change.partition,
              from: moving.from,
              at: writes.time.elapsed,
              out: outAt(writes, change.partition),
              seen: undefined,
            })
        }
        if (op === 'upstream.log' && reply.ok !== undefined) {
          for (const row of reply.ok.commits as JsonObject[])
            if ((row.seq as number) > memory.last) commit(memory, row, report)
          for (const flip of flips) {
            flip.seen ??= memory.last
            if (flip.out.size > 0) report.exercised('OSP-069')
          }
        }
        if (reply.ok?.done !== undefined) expired(memory, params.write_id as string, report)
      },
    }),
  ],
})

function commit(memory: Memory, row: JsonObject, report: Report): void {
  memory.last = row.seq as number
  const write = memory.writes.all.get(row.write_id as string)
  if (write?.gatedAt === undefined || memory.writes.time.rewound) return
  const got = JSON.stringify(row)
  const at = BigInt(row.at_ns as string)
  const latest = write.gatedAt + memory.deadline
  report.exercised('OSP-107')
  if (at > latest)
    report.violated('OSP-107', 'effects', `no commit after ${latest} ns, ${memory.deadline} ns after the gate`, got)
  for (const { partition, from, at: flipped, out, seen } of memory.flips) {
    const after = at > flipped || (seen !== undefined && memory.last > seen)
    if (!after || partition !== write.partition || !out.has(write.id) || !isAt(row, from)) continue
    report.violated('OSP-069', 'effects', `no commit at the origin after the flip at ${flipped} ns`, got)
  }
}

/** A write that ended after its deadline shows what a deadline is for. */
function expired({ writes, deadline }: Memory, id: string, report: Report): void {
  const write = writes.all.get(id)
  if (write?.gatedAt === undefined || write.path === 'async') return
  if (writes.time.elapsed - write.gatedAt > deadline) report.exercised('OSP-107', 'partly')
}

/** Writes past the gate whose end no answer has told. A write that ended before is in the log before the flip. */
function outAt(writes: Writes, partition: string): ReadonlySet<string> {
  const out = (write: Write): boolean =>
    write.partition === partition && write.gatedAt !== undefined && write.status === undefined && write.path !== 'async'
  return new Set([...writes.all.values()].filter(out).map(({ id }) => id))
}

function nanos(value: unknown): bigint | undefined {
  return typeof value === 'string' ? BigInt(value) : undefined
}
