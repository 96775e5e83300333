import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { inCutover } from '../state-table.ts'

/** A rejection is not the end: the same partition admits a fresh stamp as soon as writes are open. */
export const rejectionsPass = check({
  id: 'osproxy/rejections-pass',
  kind: 'monitor',
  requirements: ['OSP-005'],
  needs: ['store.state', 'store.admit_write'],
  explain: 'After a rejection the gate admits the current epoch of the partition, once that is not in cutover.',
  monitors: [
    monitor({
      id: 'osproxy/rejections-pass',
      start: (_, setting) => ({ observed: new Observed(setting), rejected: new Set<string>() }),
      judge: ({ observed, rejected }, exchange, report) => {
        const { op, params, reply } = exchange
        observed.see(exchange)
        if (op !== 'store.admit_write' || reply.ok === undefined) return
        const partition = params.partition as string
        const entry = observed.entry(partition)
        const open = entry !== undefined && !inCutover(entry.state) && params.epoch === entry.epoch
        if (open && rejected.has(partition)) {
          report.exercised('OSP-005')
          if (reply.ok.admission !== 'admit')
            report.violated(
              'OSP-005',
              'value',
              'an admission: the stamp is fresh, whatever was rejected before',
              JSON.stringify(reply.ok),
            )
        }
        if (reply.ok.admission === 'reject') rejected.add(partition)
        else rejected.delete(partition)
      },
    }),
  ],
})
