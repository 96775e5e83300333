import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { inCutover } from '../state-table.ts'

/** Asynchronous writes follow the declared branch every time: gated like any other, or queued with their stamp. */
export const asyncWrites = check({
  id: 'osproxy/async-writes',
  kind: 'monitor',
  requirements: ['OSP-090'],
  needs: ['async', 'fleet', 'store.state'],
  explain:
    'An asynchronous write is queued with its stamp, or rejected where its gate is declared and its partition in cutover.',
  monitors: [
    monitor({
      id: 'osproxy/async-writes',
      start: (_, setting) => ({ observed: new Observed(setting), gated: setting.parameters.async_gate === 'gated' }),
      judge: ({ observed, gated }, exchange, report) => {
        const { op, params, reply } = exchange
        observed.see(exchange)
        if (op !== 'proxy.write' || params.mode !== 'async' || params.stop_at !== undefined) return
        const entry = observed.entry(params.partition as string)
        const done = reply.ok?.done as JsonObject | undefined
        if (entry === undefined || done === undefined || done.http_status === 422 || done.http_status === 503) return
        const held = gated && inCutover(entry.state)
        const fits = held
          ? done.http_status === 409 && done.code === 'stale_epoch'
          : done.http_status === 202 && done.epoch === entry.epoch && done.op_id !== undefined
        report.exercised('OSP-090')
        if (!fits)
          report.violated(
            'OSP-090',
            'reply',
            held
              ? '409 stale_epoch: asynchronous writes are declared gated'
              : `202 with stamp ${entry.epoch} and an op_id`,
            JSON.stringify(done),
          )
      },
    }),
  ],
})
