import { check } from '../../../kit/check.ts'
import { linearize } from '../../../kit/judging/linearizability.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { type LaneCall, laneCalls } from '../lanes.ts'
import { type Known, Observed } from '../observed.ts'
import { sequentialStore } from '../sequential-store.ts'
import type { Choices } from '../state-table.ts'

/** Longest history of one partition that is searched. */
const longest = 32

/** Concurrent calls of one partition behave as if each took effect at one instant between call and return. */
export const linearizableHistories = check({
  id: 'osproxy/linearizable-histories',
  kind: 'monitor',
  requirements: ['OSP-012', 'OSP-044', 'OSP-051', 'OSP-064', { id: 'OSP-084', needs: ['fleet'] }],
  needs: ['concurrent', 'store.state'],
  explain: 'The answers of concurrent calls can be put in an order that keeps real time and the state table.',
  monitors: [
    monitor({
      id: 'osproxy/linearizable-histories',
      start: (_, setting) => ({ observed: new Observed(setting), faults: false }),
      judge: (memory, exchange, report) => {
        const { observed } = memory
        if (exchange.op === 'fault.arm') memory.faults = true
        const histories = new Map<string, LaneCall[]>()
        for (const call of laneCalls(exchange)) {
          if (!searched.test(call.op)) continue
          const partition = call.params.partition as string
          histories.set(partition, [...(histories.get(partition) ?? []), call])
        }
        const again = ((exchange.params.repeat as number | undefined) ?? 1) > 1
        for (const [partition, history] of histories)
          if (!memory.faults && !again) search(history, observed.of(partition).now, observed.choices, report)
        observed.see(exchange)
      },
    }),
  ],
})

const searched = /^(store\.(?!current_epoch|restart|calls)|ctl\.(?!config|restart)|proxy\.read$)/

function search(history: readonly LaneCall[], initial: Known['now'], choices: Choices, report: Report): void {
  if (initial === undefined || history.length > longest) return
  const found = linearize(
    sequentialStore(initial, choices),
    history.map((call) => ({ called: call.called, returned: call.returned, call })),
  )
  for (const requirement of new Set(history.map(speaksOf))) report.exercised(requirement)
  if (found.order !== undefined) return
  const stuck = found.stuck.map(({ call }) => call)
  for (const requirement of new Set(stuck.map(speaksOf)))
    report.violated(
      requirement,
      'state',
      `an order of the calls by the state table, such as ${found.longest.map(({ call }) => told(call)).join('; ')}; and then one more`,
      `none of ${stuck.map(told).join('; ')}`,
    )
}

/** The requirement that a call of this kind, answered out of order, breaks. */
function speaksOf({ op, change }: LaneCall): string {
  if (change?.kind === 'set') return 'OSP-051'
  if (change !== undefined) return 'OSP-044'
  if (op === 'store.admit_write') return 'OSP-064'
  return op === 'proxy.read' ? 'OSP-084' : 'OSP-012'
}

function told({ lane, op, params, called, returned, ok, error }: LaneCall): string {
  const answer = JSON.stringify(ok ?? error?.code)
  return `lane ${lane} ${op}${params.epoch === undefined ? '' : ` ${params.epoch}`} [${called}, ${returned}] ${answer}`
}
