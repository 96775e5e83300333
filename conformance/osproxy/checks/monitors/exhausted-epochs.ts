import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { changeOf, larger, outcomeOf } from '../state-table.ts'

/** The largest epoch there is. */
const last = '18446744073709551615'

/** At the end of the range a change is refused; until then it is not. */
export const exhaustedEpochs = check({
  id: 'osproxy/exhausted-epochs',
  kind: 'monitor',
  requirements: ['OSP-052'],
  needs: ['initial_generation', 'store.set', 'store.state'],
  explain:
    'A partition at the last epoch is refused every change with epoch_exhausted; an epoch never wraps and never stays.',
  monitors: [
    monitor({
      id: 'osproxy/exhausted-epochs',
      start: (configuration, setting) => ({
        observed: new Observed(setting),
        seeded: configuration.initial_generation as string | undefined,
        largest: (configuration.initial_generation as string | undefined) ?? '0',
      }),
      judge: (memory, exchange, report) => {
        const { observed, seeded } = memory
        const { op, params, reply } = exchange
        const change = changeOf(op, params)
        const now = change === undefined ? undefined : observed.of(change.partition).now
        if (change !== undefined && seeded !== undefined && now !== undefined) {
          const entry = now === 'absent' ? undefined : now
          const epoch = reply.ok?.epoch as string | undefined
          const got = JSON.stringify(reply.ok ?? reply.error)
          const over = (entry?.epoch ?? seeded) === last
          if (typeof outcomeOf(entry, change, observed.choices) !== 'string') {
            if (over) {
              report.exercised('OSP-052')
              if (reply.error?.code !== 'epoch_exhausted') report.violated('OSP-052', 'reply', 'epoch_exhausted', got)
            } else if (epoch !== undefined) {
              report.exercised('OSP-052')
              if (!larger(epoch, entry?.epoch ?? seeded))
                report.violated('OSP-052', 'epoch', `an epoch above ${entry?.epoch ?? seeded}`, got)
            } else if (reply.error?.code === 'epoch_exhausted' && memory.largest !== last)
              report.violated('OSP-052', 'reply', `an epoch above ${memory.largest}: there are some left`, got)
          }
          if (epoch !== undefined && larger(epoch, memory.largest)) memory.largest = epoch
        }
        const before = op === 'store.state' ? observed.entry(params.partition as string) : undefined
        if (before?.epoch === last && reply.ok !== undefined && reply.ok.epoch !== last)
          report.violated('OSP-052', 'epoch', `epoch ${last}, as before`, JSON.stringify(reply.ok))
        observed.see(exchange)
      },
    }),
  ],
})
