import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { changeOf } from '../state-table.ts'

/** Between two changes of a partition no two stamps are admitted. Knows of no state and no epoch, only of verdicts. */
export const oneAdmissibleStamp = check({
  id: 'osproxy/one-admissible-stamp',
  kind: 'monitor',
  requirements: ['OSP-058'],
  needs: ['store.admit_write'],
  explain: 'At any instant at most one stamp is admissible for a partition.',
  monitors: [
    monitor({
      id: 'osproxy/one-admissible-stamp',
      start: () => ({ admitted: new Map<string, string>(), asked: new Map<string, number>() }),
      judge: ({ admitted, asked }, { op, params, reply }, report) => {
        const partition = params.partition as string
        if (op === 'store.admit_write') {
          const stamp = params.epoch as string
          asked.set(partition, (asked.get(partition) ?? 0) + 1)
          if (reply.ok?.admission === 'admit') {
            const other = admitted.get(partition)
            if (other !== undefined && other !== stamp)
              report.violated(
                'OSP-058',
                'value',
                `a rejection: stamp ${other} is admissible`,
                `admitted, stamp ${stamp}`,
              )
            admitted.set(partition, stamp)
          }
          if (admitted.has(partition) && (asked.get(partition) ?? 0) > 1) report.exercised('OSP-058', 'partly')
        } else if (changeOf(op, params) !== undefined) {
          admitted.delete(partition)
          asked.delete(partition)
        } else if (op === 'fault.release' || op === 'batch.concurrent' || op === 'store.restart') {
          admitted.clear()
          asked.clear()
        }
      },
    }),
  ],
})
