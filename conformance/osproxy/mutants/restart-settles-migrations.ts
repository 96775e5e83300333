import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const restartSettlesMigrations: Mutant<Parts, 'table'> = {
  id: 'osproxy/restart-settles-migrations',
  violates: 'OSP-053',
  explain: 'A restart brings partitions in cutover back as settled.',
  part: 'table',
  apply: (table, parts) => ({
    restart: () => {
      table.restart()
      for (const [partition, { state, epoch }] of [...parts.journal.entries()]) {
        if (state.state === 'active' || state.phase === 'draining') continue
        table.write(partition, { state: { state: 'active', placement: state.from }, epoch })
      }
    },
  }),
}
