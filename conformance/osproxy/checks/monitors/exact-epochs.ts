import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { inCutover, larger } from '../state-table.ts'
import { Writes } from '../writes.ts'

/** Two epochs that one double stands for are two epochs. */
export const exactEpochs = check({
  id: 'osproxy/exact-epochs',
  kind: 'monitor',
  requirements: [{ id: 'OSP-009', needs: ['initial_generation'] }],
  needs: ['store.admit_write', 'store.state'],
  explain: 'Epochs above 2^53 that differ in their last digits are told apart, in answers and at the gate.',
  monitors: [
    monitor({
      id: 'osproxy/exact-epochs',
      start: (configuration, setting) => ({
        observed: new Observed(setting),
        writes: new Writes(),
        floor: configuration.initial_generation as string | undefined,
      }),
      judge: (memory, exchange, report) => {
        const { observed, writes, floor } = memory
        for (const { stamp, admitted, entry, path } of writes.see(exchange, observed)) {
          if (entry === undefined || entry === 'absent' || path === 'async') continue
          if (stamp === entry.epoch) {
            if (Number.isSafeInteger(Number(stamp)) || inCutover(entry.state)) continue
            report.exercised('OSP-009')
            if (!admitted)
              report.violated('OSP-009', 'epoch', `an admission: the epoch is ${stamp}`, `rejected, stamp ${stamp}`)
            continue
          }
          if (Number(stamp) !== Number(entry.epoch)) continue
          report.exercised('OSP-009')
          if (admitted)
            report.violated('OSP-009', 'epoch', `a rejection: the epoch is ${entry.epoch}`, `admitted, stamp ${stamp}`)
        }
        observed.see(exchange)
        const epoch = exchange.reply.ok?.epoch
        if (typeof epoch !== 'string' || floor === undefined || epoch === '0' || exchange.op === 'store.current_epoch')
          return
        report.exercised('OSP-009')
        if (!larger(epoch, floor)) report.violated('OSP-009', 'epoch', `an epoch above ${floor}`, epoch)
      },
    }),
  ],
})
