import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { labelOf } from '../state-table.ts'
import { type Write, Writes } from '../writes.ts'

/** An explanation tells where a write was routed, in which phase, and why it did not get through. */
export const explanations = check({
  id: 'osproxy/explanations',
  kind: 'monitor',
  requirements: ['OSP-102', 'OSP-103'],
  needs: ['obs.explain', 'store.state'],
  explain:
    'The explanation of a write names stamp, phase and target, and of a held one the code, that it may be repeated, and what to do.',
  monitors: [
    monitor({
      id: 'osproxy/explanations',
      start: (_, setting) => ({ observed: new Observed(setting), writes: new Writes() }),
      judge: ({ observed, writes }, exchange, report) => {
        const { op, params, reply } = exchange
        writes.see(exchange, observed)
        observed.see(exchange)
        if (op !== 'obs.explain' || reply.ok === undefined) return
        const write = writes.all.get(params.write_id as string)
        if (write?.status === undefined || write.partition === undefined) return
        resolved(write, observed, reply.ok, report)
        ended(write, reply.ok, report)
      },
    }),
  ],
})

/** OSP-102: stamp, phase and target of the resolve. */
function resolved(write: Write, observed: Observed, told: JsonObject, report: Report): void {
  const { partition, stamp } = write
  const state = partition === undefined || stamp === undefined ? undefined : observed.stateAt(partition, stamp)
  if (state === undefined || write.path === 'bulk') return
  const span = (told.spans as JsonObject)['spi.resolve'] as JsonObject | undefined
  const allowed = { partition_id: partition as string, epoch: stamp as string, migration: labelOf(state) }
  report.exercised('OSP-102')
  for (const [name, value] of Object.entries(allowed))
    if (span?.[name] !== value) report.violated('OSP-102', 'state', `${name} ${value}`, JSON.stringify(told.spans))
  if (write.target !== undefined && span?.target_cluster !== write.target.cluster)
    report.violated(
      'OSP-102',
      'state',
      `target_cluster ${JSON.stringify(write.target.cluster)}`,
      JSON.stringify(told.spans),
    )
}

/** OSP-103: an ordinary event with its code and what to do, told apart from an outage and from success. */
function ended({ status, code, retryable }: Write, told: JsonObject, report: Report): void {
  const got = JSON.stringify(told)
  const error = told.error as JsonObject | null
  const dispatched = (told.spans as JsonObject).dispatch !== undefined
  if (status === 409) {
    report.exercised('OSP-103')
    const fits =
      told.outcome === 'error' && error?.code === code && error?.retryable === retryable && error?.remediation !== ''
    if (!fits || dispatched)
      report.violated(
        'OSP-103',
        'value',
        `outcome error, ${code}, retryable ${retryable}, a remediation, no dispatch`,
        got,
      )
  } else if (status !== undefined && status < 300) {
    report.exercised('OSP-102')
    if (told.outcome !== 'ok' || error !== null) report.violated('OSP-102', 'value', 'outcome ok, no error', got)
  }
}
