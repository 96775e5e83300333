import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const beginKeepsTheEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/begin-keeps-the-epoch',
  violates: 'OSP-046',
  explain: 'Begin does not change the epoch. Seen in the field in a port of the protocol.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const decision = table.decide(entry, change)
      if (change.kind !== 'begin_migration' || decision instanceof Refusal || entry === undefined) return decision
      return { ...decision, epoch: entry.epoch }
    },
  }),
}
