import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const drainingAdmitsOnlyStampsFromBefore: Mutant<Parts, 'table'> = {
  id: 'osproxy/draining-admits-only-stamps-from-before',
  violates: 'OSP-059',
  explain: 'Stamps taken while a partition drains for the second time are rejected.',
  part: 'table',
  apply: (table) => {
    const begun = new Map<string, number>()
    return {
      write: (partition, entry) => {
        if (entry.state.state === 'migrating' && entry.state.phase === 'draining') {
          begun.set(partition, (begun.get(partition) ?? 0) + 1)
        }
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        const state = table.read(partition)?.state
        const second = state?.state === 'migrating' && (begun.get(partition) ?? 0) > 1
        return (yield* table.admit(partition, stamp)) && !second
      },
    }
  },
}
