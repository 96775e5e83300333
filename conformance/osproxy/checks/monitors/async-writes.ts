import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { type Exchange, monitor, type Report } from '../../../kit/judging/monitor.ts'
import { type Known, Observed } from '../observed.ts'
import { inCutover } from '../state-table.ts'

interface Queued {
  readonly partition: string
  /** The epoch that it was resolved at. */
  readonly stamp: string
  /** Whether it has stopped behind the gate. */
  passed: boolean
}

interface Memory {
  readonly observed: Observed
  readonly gated: boolean
  readonly underway: Map<string, Queued>
}

/** Asynchronous writes follow the declared branch every time: gated like any other, or queued, with the stamp of their resolve. */
export const asyncWrites = check({
  id: 'osproxy/async-writes',
  kind: 'monitor',
  requirements: ['OSP-086', 'OSP-090'],
  needs: ['async', 'fleet', 'store.state'],
  explain:
    'An asynchronous write is queued with the epoch that it was resolved at, or rejected where its gate is declared and closed.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/async-writes',
      start: (_, setting) => ({
        observed: new Observed(setting),
        gated: setting.parameters.async_gate === 'gated',
        underway: new Map(),
      }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        memory.observed.see(exchange)
        const id = params.write_id as string
        if (op === 'proxy.write') {
          memory.underway.delete(id)
          const entry = memory.observed.entry(params.partition as string)
          if (params.mode === 'async' && entry !== undefined)
            memory.underway.set(id, { partition: params.partition as string, stamp: entry.epoch, passed: false })
        }
        const write = memory.underway.get(id)
        if (write === undefined || reply.ok === undefined || (op !== 'proxy.write' && op !== 'proxy.resume')) return
        if (reply.ok.paused !== undefined) stopped(write, reply.ok, report)
        else ended(memory, write, exchange, report)
      },
    }),
  ],
})

function stopped(write: Queued, { paused, epoch }: JsonObject, report: Report): void {
  if (paused === 'gated') write.passed = true
  report.exercised('OSP-086')
  if (epoch !== write.stamp)
    report.violated('OSP-086', 'epoch', `epoch ${write.stamp}, as resolved`, JSON.stringify({ paused, epoch }))
}

function ended({ observed, gated }: Memory, write: Queued, { reply }: Exchange, report: Report): void {
  const done = reply.ok?.done as JsonObject | undefined
  const { now } = observed.of(write.partition)
  if (done === undefined || done.http_status === 422 || done.http_status === 503 || now === undefined) return
  const held = gated && !write.passed && !admits(now, write.stamp)
  const fits = held
    ? done.http_status === 409 && done.code === 'stale_epoch'
    : done.http_status === 202 && done.op_id !== undefined
  report.exercised('OSP-090')
  if (!fits)
    report.violated(
      'OSP-090',
      'reply',
      held ? '409 stale_epoch: asynchronous writes are declared gated' : '202 with an op_id',
      JSON.stringify(done),
    )
  report.exercised('OSP-086')
  if (done.epoch !== write.stamp)
    report.violated('OSP-086', 'epoch', `epoch ${write.stamp}, at which the write was resolved`, JSON.stringify(done))
}

function admits(now: Exclude<Known['now'], undefined>, stamp: string): boolean {
  return now !== 'absent' && now.epoch === stamp && !inCutover(now.state)
}
