import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { ArmedFaults, fails } from '../armed-faults.ts'

/** A store that failed is told as just that: never as a refusal, never as a partition that does not exist. */
export const storeFailures = check({
  id: 'osproxy/store-failures',
  kind: 'monitor',
  requirements: ['OSP-109'],
  needs: ['faults', 'ctl.begin_migration'],
  explain: 'A change or a look of a controller whose way to the store failed is answered backend, with a reason.',
  monitors: [
    monitor<ArmedFaults>({
      id: 'osproxy/store-failures',
      start: () => new ArmedFaults(),
      judge: (faults, exchange, report) => {
        const met = faults.see(exchange)
        if (met === undefined || met.code !== undefined || !fails(met)) return
        const { reply } = exchange
        report.exercised('OSP-109')
        if (reply.error?.code !== 'backend')
          report.violated(
            'OSP-109',
            'reply',
            `backend: the way to the store failed (${met.op} ${met.mode})`,
            JSON.stringify(reply.ok ?? reply.error ?? reply.unsupported),
          )
      },
    }),
  ],
})
