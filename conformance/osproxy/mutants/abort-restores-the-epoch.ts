import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const abortRestoresTheEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/abort-restores-the-epoch',
  violates: 'OSP-046',
  explain: 'Abort gives the partition the epoch back that it had before the migration.',
  part: 'table',
  apply: (table) => {
    const before = new Map<string, bigint>()
    return {
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        if (decision instanceof Refusal || entry === undefined) return decision
        if (change.kind === 'begin_migration') before.set(change.partition, entry.epoch)
        if (change.kind !== 'abort_migration') return decision
        return { ...decision, epoch: before.get(change.partition) ?? decision.epoch }
      },
    }
  },
}
