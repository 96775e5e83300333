import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const neighboursGetAFreshEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/neighbours-get-a-fresh-epoch',
  violates: 'OSP-048',
  explain: 'A change renews the epochs of all settled partitions at the placement that it leaves.',
  part: 'table',
  apply: (table, parts) => ({
    write: (partition, entry) => {
      const left = table.read(partition)
      table.write(partition, entry)
      if (left?.state.state !== 'migrating' || entry.state.state !== 'active') return
      for (const [other, { state }] of [...parts.journal.entries()]) {
        const epoch = parts.epochs.next(other)
        const neighbour =
          other !== partition && state.state === 'active' && samePlacement(state.placement, left.state.from)
        if (neighbour && epoch !== undefined) table.write(other, { state, epoch })
      }
    },
  }),
}
