import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { type LaneCall, laneCalls, readsEpoch } from '../lanes.ts'
import { type Known, Observed } from '../observed.ts'
import { larger, readPlacement, type State, same } from '../state-table.ts'

/** What holds of a concurrent history of any length: single answers, and pairs of them, that can never be. */
export const concurrentAnswers = check({
  id: 'osproxy/concurrent-answers',
  kind: 'monitor',
  requirements: ['OSP-012', 'OSP-017', 'OSP-044', 'OSP-051', 'OSP-064', 'OSP-112'],
  needs: ['concurrent', 'store.state'],
  explain:
    'Of identical concurrent changes one succeeds, epochs never go down, no cutover epoch is admitted, and no placement comes with the epoch of another.',
  monitors: [
    monitor({
      id: 'osproxy/concurrent-answers',
      start: (_, setting) => ({
        observed: new Observed(setting),
        faults: false,
        /** Largest epoch of each partition that a batch has answered. */
        largest: new Map<string, string>(),
      }),
      judge: (memory, exchange, report) => {
        const { observed, largest } = memory
        if (exchange.op === 'fault.arm') memory.faults = true
        const { op, params, reply } = exchange
        const partition = params.partition as string
        if (op === 'store.state' && reply.ok?.epoch !== undefined) last(largest, partition, reply.ok, report)
        const calls = laneCalls(exchange)
        if (calls.length > 0 && !memory.faults) {
          for (const name of new Set(calls.map((call) => call.params.partition as string)))
            judge(
              calls.filter((call) => call.params.partition === name),
              observed.of(name).now,
              report,
            )
          for (const { error } of calls) {
            report.exercised('OSP-112')
            if (error?.code === 'backend')
              report.violated('OSP-112', 'reply', 'any answer but backend', JSON.stringify(error))
          }
          for (const { change, ok } of calls) {
            const epoch = change === undefined ? undefined : (ok?.epoch as string | undefined)
            if (change !== undefined && epoch !== undefined && larger(epoch, largest.get(change.partition) ?? '0'))
              largest.set(change.partition, epoch)
          }
        }
        observed.see(exchange)
        if (op !== 'store.state' && op !== 'batch.concurrent') largest.delete(partition)
      },
    }),
  ],
})

/** OSP-051: the change that came last is the one that stays, so the epoch left behind is the largest one answered. */
function last(largest: Map<string, string>, partition: string, found: JsonObject, report: Report): void {
  const most = largest.get(partition)
  if (most === undefined) return
  report.exercised('OSP-051')
  if (larger(most, found.epoch as string))
    report.violated('OSP-051', 'epoch', `epoch ${most}, which a change was answered with`, JSON.stringify(found))
}

function judge(calls: readonly LaneCall[], before: Known['now'], report: Report): void {
  identical(calls, before, report)
  falling(calls, report)
  const states = new Map<string, State>()
  for (const { op, ok } of calls)
    if ((op === 'store.state' || op === 'ctl.state') && ok?.found === true)
      states.set(ok.epoch as string, ok.state as unknown as State)
  if (before !== undefined && before !== 'absent') states.set(before.epoch, before.state)
  const cutovers = new Set(
    calls.flatMap(({ change, ok }) => (change?.kind === 'enter_cutover' && ok !== undefined ? [ok.epoch] : [])),
  )
  for (const call of calls) {
    const { op, ok, params } = call
    const got = `${op} ${JSON.stringify(ok)}`
    if (op === 'store.resolve' && before !== 'absent' && before !== undefined) {
      report.exercised('OSP-017')
      if (ok?.found === false)
        report.violated('OSP-017', 'value', 'a placement: the partition has one all the time', got)
    }
    const state = op === 'store.resolve' ? states.get(ok?.epoch as string) : undefined
    if (state !== undefined) {
      report.exercised('OSP-012')
      if (!same(ok?.placement, readPlacement(state)))
        report.violated('OSP-012', 'value', `${JSON.stringify(readPlacement(state))} at epoch ${ok?.epoch}`, got)
    }
    if (op === 'store.admit_write' && cutovers.has(params.epoch as string)) {
      report.exercised('OSP-064')
      if (ok?.admission === 'admit')
        report.violated('OSP-064', 'value', `a rejection: cutover itself produced stamp ${params.epoch}`, got)
    }
  }
}

/** OSP-044: where all changes of a history are the same one and it can be done once, one of them succeeds. */
function identical(calls: readonly LaneCall[], before: Known['now'], report: Report): void {
  const changes = calls.filter(({ change }) => change !== undefined)
  const [first] = changes
  if (
    first === undefined ||
    changes.length < 2 ||
    first.change?.kind === 'set' ||
    before === undefined ||
    before === 'absent'
  )
    return
  if (!changes.every(({ op, params }) => op === first.op && same(params, first.params))) return
  const done = changes.filter(({ ok }) => ok !== undefined)
  report.exercised('OSP-044')
  if (done.length > 1)
    report.violated(
      'OSP-044',
      'reply',
      `one success of ${changes.length} times ${first.op}`,
      `${done.length} successes`,
    )
}

/** OSP-051: a read that began after another one had returned never sees an older epoch. */
function falling(calls: readonly LaneCall[], report: Report): void {
  const reads = calls.filter(readsEpoch)
  const byReturn = [...reads].sort((one, other) => one.returned - other.returned)
  let floor = '0'
  let ended = 0
  for (const { called, ok, op } of reads) {
    for (let read = byReturn[ended]; read !== undefined && read.returned < called; read = byReturn[++ended]) {
      const epoch = read.ok?.epoch as string
      if (larger(epoch, floor)) floor = epoch
    }
    if (floor === '0') continue
    report.exercised('OSP-051')
    if (larger(floor, ok?.epoch as string))
      report.violated(
        'OSP-051',
        'epoch',
        `at least ${floor}, as an earlier read has shown`,
        `${op} ${JSON.stringify(ok)}`,
      )
  }
}
