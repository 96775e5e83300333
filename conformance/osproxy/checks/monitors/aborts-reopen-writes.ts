import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { changeOf } from '../state-table.ts'

/** After an abort in cutover the fresh epoch is admitted at once. */
export const abortsReopenWrites = check({
  id: 'osproxy/aborts-reopen-writes',
  kind: 'monitor',
  requirements: ['OSP-037'],
  needs: ['store.admit_write'],
  explain: 'An abort in cutover reopens writes: a stamp with the epoch that it answered is admitted.',
  monitors: [
    monitor({
      id: 'osproxy/aborts-reopen-writes',
      start: () => ({ inCutover: new Set<string>(), reopened: new Map<string, unknown>() }),
      judge: ({ inCutover, reopened }, { op, params, reply }, report) => {
        if (op === 'fault.release' || op === 'batch.concurrent') {
          inCutover.clear()
          reopened.clear()
        }
        const change = changeOf(op, params)
        if (change !== undefined) {
          const { partition } = change
          const aborted = op.endsWith('abort_migration') && reply.ok !== undefined && inCutover.has(partition)
          if (reply.ok !== undefined || reply.error?.code === 'backend') {
            inCutover.delete(partition)
            reopened.delete(partition)
          }
          if (aborted) reopened.set(partition, reply.ok?.epoch)
          if (op.endsWith('enter_cutover') && reply.ok !== undefined) inCutover.add(partition)
        }
        if (op !== 'store.admit_write' || params.epoch !== reopened.get(String(params.partition))) return
        report.exercised('OSP-037')
        if (reply.ok?.admission !== 'admit')
          report.violated('OSP-037', 'value', '"admit"', JSON.stringify(reply.ok?.admission ?? null))
      },
    }),
  ],
})
