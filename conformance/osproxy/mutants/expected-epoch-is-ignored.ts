import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const expectedEpochIsIgnored: Mutant<Parts, 'table'> = {
  id: 'osproxy/expected-epoch-is-ignored',
  violates: 'OSP-115',
  explain: 'The expected epoch of an abort is ignored, so that a late one hits the next migration. Seen in the field.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      if (change.kind !== 'abort_migration') return table.decide(entry, change)
      const { expect: _, ...unconditional } = change
      return table.decide(entry, unconditional)
    },
  }),
}
