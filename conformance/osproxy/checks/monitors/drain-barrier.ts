import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Cutovers } from '../cutovers.ts'
import { type Change, changeOf, inCutover, outcomeOf } from '../state-table.ts'
import { flipped, type Look, pending } from '../waiting.ts'

/** An answered completion: when, whether the backend failed, and what was left of the wait. */
type Poll = NonNullable<Look['before']>

interface Memory {
  readonly cutovers: Cutovers
  /** Faults armed by what they hit, with how many calls they are good for. */
  readonly armed: Map<string, number>
  /** Partitions of which a cutover request failed since they began to move. */
  readonly failedEntries: Set<string>
  /** By partition and controller: when the last completion of this wait was answered, and whether it failed at the backend. */
  readonly pendings: Map<string, Map<number, Poll>>
  /** Partitions whose last change was an abort. */
  readonly aborted: Set<string>
}

/** The drain barrier by the published cutover alone: when a completion may flip, when it must, and what is left till then. */
export const drainBarrier = check({
  id: 'osproxy/drain-barrier',
  kind: 'monitor',
  requirements: [
    'OSP-065',
    'OSP-066',
    'OSP-067',
    'OSP-068',
    'OSP-070',
    'OSP-071',
    { id: 'OSP-072', needs: ['faults'] },
    'OSP-073',
    'OSP-074',
    { id: 'OSP-075', needs: ['faults'] },
    { id: 'OSP-076', needs: ['faults'] },
    'OSP-077',
    'OSP-078',
    { id: 'OSP-079', needs: ['clock_rewind'] },
    'OSP-080',
    'OSP-110',
    'OSP-118',
  ],
  needs: ['ctl.complete_migration', 'clock.advance', 'store.state'],
  explain:
    'A flip comes no sooner than the barrier after the publication of the current cutover, and completion is answered with exactly the time that is left.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/drain-barrier',
      start: (configuration, setting) => ({
        cutovers: new Cutovers(configuration, setting),
        armed: new Map(),
        failedEntries: new Set(),
        pendings: new Map(),
        aborted: new Set(),
      }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        const change = changeOf(op, params)
        // A stalled call is slow and nothing else.
        if (op === 'fault.arm' && !`${params.mode}`.startsWith('stall')) {
          const hit = params.op as string
          memory.armed.set(hit, (memory.armed.get(hit) ?? 0) + ((params.count as number | undefined) ?? 1))
        } else if (op === 'fault.clear') memory.armed.clear()
        if (change?.controller !== undefined && change.kind === 'complete_migration')
          complete(memory, exchange, change, report)
        if (change?.kind === 'abort_migration') abort(memory, exchange, change, report)
        if (op === 'ctl.config' && reply.ok !== undefined) {
          const barrier = memory.cutovers.barrier((params.controller as number | undefined) ?? 0)
          report.exercised('OSP-068')
          if (reply.ok.barrier_ns !== `${barrier}`)
            report.violated('OSP-068', 'timing', `barrier_ns ${barrier}`, JSON.stringify(reply.ok))
        }
        if (op === 'ctl.state') spend(memory, 'state')
        memory.cutovers.see(exchange)
        if (change !== undefined) remember(memory, exchange, change)
        if (op === 'ctl.restart') memory.pendings.clear()
      },
    }),
  ],
})

function complete(memory: Memory, { reply }: Exchange, change: Change, report: Report): void {
  const { cutovers } = memory
  const { partition } = change
  const controller = change.controller ?? 0
  const unreadable = spend(memory, 'state')
  const { now } = cutovers.observed.of(partition)
  const got = JSON.stringify(reply.ok ?? reply.error)
  if (now === undefined) return
  const cutover = cutovers.current(partition)
  if (now === 'absent' || !inCutover(now.state) || cutover === undefined) {
    if (unreadable) return
    const expected = outcomeOf(now === 'absent' ? undefined : now, change, cutovers.observed.choices)
    const requirements = memory.aborted.has(partition) ? ['OSP-074', 'OSP-073'] : ['OSP-074']
    if (reply.error?.code === 'backend' && memory.armed.has('complete_migration')) return
    // A store that completes it all the same has not refused anything that could be reported.
    if (reply.ok !== undefined) return
    for (const requirement of requirements) {
      report.exercised(requirement)
      if (reply.error?.code !== expected) report.violated(requirement, 'reply', `${expected}, at once`, got)
    }
    return
  }
  if (unreadable) {
    // A flip that was tried and failed is refused as well.
    report.exercised('OSP-072', 'partly')
    if (reply.ok !== undefined) report.violated('OSP-072', 'reply', 'no flip: the state could not be read', got)
    return
  }
  const pendings = memory.pendings.get(partition) ?? new Map<number, Poll>()
  memory.pendings.set(partition, pendings)
  const look: Look = {
    cutover,
    controller,
    barrier: cutovers.barrier(controller),
    configured: cutovers.configured(controller),
    now: cutovers.time.now,
    rewound: cutovers.time.rewound,
    wait: cutovers.wait(controller, partition),
    failedEntry: memory.failedEntries.has(partition),
    another: (fits) => cutovers.anotherSince(partition, fits),
    before: pendings.get(controller),
  }
  if (reply.ok !== undefined) flipped(look, got, report)
  else if (reply.error?.code === 'barrier_pending') {
    const since = pending(look, reply.error as JsonObject, report)
    if (since === undefined) return
    cutovers.narrow(controller, partition, cutover.epoch, since)
    pendings.set(controller, {
      at: look.now,
      failed: false,
      remaining: cutovers.barrier(controller) - (look.now - since),
    })
  } else if (reply.error?.code === 'backend') pendings.set(controller, { at: look.now, failed: true })
}

/** Needs no waiting, in either phase. */
function abort(memory: Memory, { reply }: Exchange, { partition, expect }: Change, report: Report): void {
  const entry = memory.cutovers.observed.entry(partition)
  if (entry?.state.state !== 'migrating' || expect !== undefined || memory.armed.has('abort_migration')) return
  if (reply.error?.code === 'epoch_exhausted') return
  report.exercised('OSP-073')
  if (reply.ok === undefined)
    report.violated('OSP-073', 'reply', 'an abort at once', JSON.stringify(reply.error ?? reply.unsupported))
}

function remember(memory: Memory, { reply }: Exchange, { kind, partition }: Change): void {
  if (kind === 'enter_cutover' && reply.error?.code === 'backend') memory.failedEntries.add(partition)
  if (reply.ok === undefined) return
  if (kind === 'begin_migration') memory.failedEntries.delete(partition)
  if (kind === 'abort_migration') memory.aborted.add(partition)
  else memory.aborted.delete(partition)
  memory.pendings.delete(partition)
}

/** Whether a fault was in the way of this call; it is used up. */
function spend({ armed }: Memory, hit: string): boolean {
  const left = armed.get(hit) ?? 0
  if (left > 0) armed.set(hit, left - 1)
  return left > 0
}
