import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { inCutover } from '../state-table.ts'
import { type GateAnswer, Writes } from '../writes.ts'

interface Answer {
  readonly status: number
  readonly code: string
  readonly retryable: boolean
  readonly requirements: readonly string[]
}

/** What a refusal of a write looks like to its client: status, code, and whether to send it again. */
const answers: readonly Answer[] = [
  { status: 409, code: 'stale_epoch', retryable: true, requirements: ['OSP-088', 'OSP-005'] },
  { status: 404, code: 'placement_missing', retryable: false, requirements: ['OSP-099'] },
]

interface Memory {
  readonly observed: Observed
  readonly writes: Writes
  /** Partitions whose last finished write was rejected by the gate. */
  readonly rejected: Set<string>
  /** Whether the store may fail. */
  faults: boolean
}

/** What a write is told says what to do next, and doing so helps. */
export const writeAnswers = check({
  id: 'osproxy/write-answers',
  kind: 'monitor',
  requirements: ['OSP-005', 'OSP-088', 'OSP-099', 'OSP-117'],
  needs: ['fleet', 'store.state'],
  explain:
    'A rejected write is answered 409 stale_epoch and may be sent again; once its partition is open it gets through.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/write-answers',
      start: (_, setting) => ({
        observed: new Observed(setting),
        writes: new Writes(),
        rejected: new Set(),
        faults: false,
      }),
      judge: (memory, exchange, report) => {
        const { observed, writes, rejected } = memory
        const verdicts = writes.see(exchange, observed)
        observed.see(exchange)
        const { op, reply } = exchange
        if (op === 'fault.arm') memory.faults = true
        if (!op.startsWith('proxy.')) return
        const done = reply.ok?.done as JsonObject | undefined
        if (done?.http_status !== undefined && done.items === undefined) shape(done.http_status as number, done, report)
        const items = (done?.items ?? reply.ok?.items ?? []) as JsonObject[]
        for (const item of items) if (item.target === undefined) shape(item.status as number, item, report)
        for (const verdict of verdicts) gets(verdict, rejected, report)
        if (memory.faults) return
        for (const [at, { partition }] of ((exchange.params.items ?? []) as { partition?: string }[]).entries())
          if (partition !== undefined && observed.of(partition).now === 'absent') missing(items[at], report)
      },
    }),
  ],
})

/** An item of a partition that was never placed. */
function missing(item: JsonObject | undefined, report: Report): void {
  if (item === undefined) return
  report.exercised('OSP-099')
  if ((item.status ?? 404) !== 404 || item.retryable !== false)
    report.violated('OSP-099', 'reply', 'status 404, placement_missing, retryable false', JSON.stringify(item))
}

function shape(status: number, told: JsonObject, report: Report): void {
  const { code, retryable } = told
  const answer = answers.find((row) => row.status === status || row.code === code)
  if (answer === undefined) return
  const right = status === answer.status && code === answer.code && retryable === answer.retryable
  for (const requirement of answer.requirements) {
    report.exercised(requirement)
    if (right) continue
    const allowed = `status ${answer.status}, ${answer.code}, retryable ${answer.retryable}`
    report.violated(requirement, 'reply', allowed, JSON.stringify(told))
  }
}

/** A stamp that is still current gets through outside cutover: earlier rejections have no say. */
function gets(verdict: GateAnswer, rejected: Set<string>, report: Report): void {
  const { partition, stamp, admitted, entry, path } = verdict
  if (entry === undefined || entry === 'absent' || path === 'async') return
  if (stamp === entry.epoch && !inCutover(entry.state)) {
    const got = `rejected, ${path} with stamp ${stamp}`
    if (rejected.has(partition)) {
      report.exercised('OSP-117')
      if (!admitted)
        report.violated('OSP-117', 'reply', 'an admission of the repeated write: its partition is open', got)
    }
  }
  if (path === 'query') return
  if (admitted) rejected.delete(partition)
  else rejected.add(partition)
}
