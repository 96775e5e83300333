import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const flipRevivesTheDrainingStamp: Mutant<Parts, 'table'> = {
  id: 'osproxy/flip-revives-the-draining-stamp',
  violates: 'OSP-060',
  explain: 'After a flip the stamps taken while draining are admitted again.',
  part: 'table',
  apply: (table) => {
    const draining = new Map<string, bigint>()
    return {
      write: (partition, entry) => {
        if (entry.state.state === 'migrating' && entry.state.phase === 'draining') draining.set(partition, entry.epoch)
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        const entry = table.read(partition)
        const settled = entry?.state.state === 'active' && entry.epoch - (draining.get(partition) ?? entry.epoch) === 2n
        return (yield* table.admit(partition, stamp)) || (settled && draining.get(partition) === stamp)
      },
    }
  },
}
