import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const setKeepsTheOldStampValid: Mutant<Parts, 'table'> = {
  id: 'osproxy/set-keeps-the-old-stamp-valid',
  violates: 'OSP-058',
  explain: 'After a set to the same placement both the old and the new stamp are admitted.',
  part: 'table',
  apply: (table) => {
    const also = new Map<string, bigint>()
    return {
      write: (partition, entry) => {
        const before = table.read(partition)
        also.delete(partition)
        const unmoved =
          before?.state.state === 'active' &&
          entry.state.state === 'active' &&
          samePlacement(before.state.placement, entry.state.placement)
        if (unmoved) also.set(partition, before.epoch)
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        return (yield* table.admit(partition, stamp)) || also.get(partition) === stamp
      },
    }
  },
}
