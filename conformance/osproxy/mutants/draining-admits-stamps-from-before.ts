import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const drainingAdmitsStampsFromBefore: Mutant<Parts, 'table'> = {
  id: 'osproxy/draining-admits-stamps-from-before',
  violates: 'OSP-059',
  explain: 'While draining, stamps from before begin are admitted, since the placement is the same.',
  part: 'table',
  apply: (table) => {
    const before = new Map<string, bigint>()
    return {
      write: (partition, entry) => {
        const { state, epoch } = table.read(partition) ?? {}
        before.delete(partition)
        if (state?.state === 'active' && entry.state.state === 'migrating' && epoch !== undefined)
          before.set(partition, epoch)
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        return (yield* table.admit(partition, stamp)) || before.get(partition) === stamp
      },
    }
  },
}
