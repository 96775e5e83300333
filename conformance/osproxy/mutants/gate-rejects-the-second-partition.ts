import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateRejectsTheSecondPartition: Mutant<Parts, 'table'> = {
  id: 'osproxy/gate-rejects-the-second-partition',
  violates: 'OSP-054',
  explain: 'A partition that was not the first to be placed is closed to writes from its second change on.',
  part: 'table',
  apply: (table) => {
    const counts = new Map<string, number>()
    return {
      write: (partition, entry) => {
        table.write(partition, entry)
        counts.set(partition, (counts.get(partition) ?? 0) + 1)
      },
      *admit(partition, stamp) {
        const [first] = counts.keys()
        const barred = partition !== first && (counts.get(partition) ?? 0) > 1
        return (yield* table.admit(partition, stamp)) && !barred
      },
    }
  },
}
