import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { changeOf } from '../state-table.ts'

/** A code that nobody knows is a refusal: it is passed on, it is not called retryable, and nothing changes. */
export const unknownCodes = check({
  id: 'osproxy/unknown-codes',
  kind: 'monitor',
  requirements: ['OSP-014'],
  needs: ['unknown_codes', 'ctl.complete_migration', 'store.state'],
  explain: 'A controller that is refused with a code it does not know passes it on and does not flip.',
  monitors: [
    monitor({
      id: 'osproxy/unknown-codes',
      start: (_, setting) => ({
        observed: new Observed(setting),
        armed: new Map<string, string>(),
        refused: new Map<string, string>(),
      }),
      judge: ({ observed, armed, refused }, exchange, report) => {
        const { op, params, reply } = exchange
        if (op === 'fault.arm' && params.code !== undefined) armed.set(params.op as string, params.code as string)
        if (op === 'fault.clear') armed.clear()
        const change = changeOf(op, params)
        const before = change === undefined ? undefined : observed.entry(change.partition)
        if (change?.controller !== undefined && before !== undefined) {
          const code = armed.get(change.kind) ?? (change.kind === 'complete_migration' ? armed.get('state') : undefined)
          armed.delete(change.kind)
          if (change.kind === 'complete_migration') armed.delete('state')
          if (code !== undefined && reply.error?.code !== 'barrier_pending') {
            report.exercised('OSP-014')
            const fits = reply.error?.code === code && reply.error.retryable !== true
            if (!fits)
              report.violated(
                'OSP-014',
                'reply',
                `${code}, passed on and not retryable`,
                JSON.stringify(reply.ok ?? reply.error),
              )
            refused.set(change.partition, before.epoch)
          }
        }
        if (op === 'store.state' && reply.ok !== undefined) {
          const epoch = refused.get(params.partition as string)
          if (epoch !== undefined && reply.ok.epoch !== epoch)
            report.violated(
              'OSP-014',
              'state',
              `the entry at epoch ${epoch}, as before the refusal`,
              JSON.stringify(reply.ok),
            )
          refused.delete(params.partition as string)
        }
        observed.see(exchange)
      },
    }),
  ],
})
