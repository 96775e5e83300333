import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const abortKeepsTheDrainingStampValid: Mutant<Parts, 'table'> = {
  id: 'osproxy/abort-keeps-the-draining-stamp-valid',
  violates: 'OSP-061',
  explain: 'After an abort in cutover the stamps taken while draining are admitted again.',
  part: 'table',
  apply: (table) => {
    const draining = new Map<string, bigint>()
    const revived = new Map<string, bigint>()
    return {
      write: (partition, entry) => {
        const before = table.read(partition)?.state
        revived.delete(partition)
        if (entry.state.state === 'migrating' && entry.state.phase === 'draining') draining.set(partition, entry.epoch)
        const aborted =
          before?.state === 'migrating' &&
          before.phase === 'cutover' &&
          entry.state.state === 'active' &&
          samePlacement(entry.state.placement, before.from)
        const stamp = draining.get(partition)
        if (aborted && stamp !== undefined) revived.set(partition, stamp)
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        return (yield* table.admit(partition, stamp)) || revived.get(partition) === stamp
      },
    }
  },
}
