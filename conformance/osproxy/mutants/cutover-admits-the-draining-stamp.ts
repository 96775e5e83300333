import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverAdmitsTheDrainingStamp: Mutant<Parts, 'table'> = {
  id: 'osproxy/cutover-admits-the-draining-stamp',
  violates: 'OSP-055',
  explain: 'In cutover the gate still admits what was stamped while draining.',
  part: 'table',
  apply: (table) => {
    const draining = new Map<string, bigint>()
    return {
      write: (partition, entry) => {
        const before = table.read(partition)
        draining.delete(partition)
        if (entry.state.state === 'migrating' && entry.state.phase === 'cutover' && before !== undefined) {
          draining.set(partition, before.epoch)
        }
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        return (yield* table.admit(partition, stamp)) || draining.get(partition) === stamp
      },
    }
  },
}
