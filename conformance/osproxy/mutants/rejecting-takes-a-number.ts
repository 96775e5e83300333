import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const rejectingTakesANumber: Mutant<Parts, 'table'> = {
  id: 'osproxy/rejecting-takes-a-number',
  violates: 'OSP-049',
  explain: 'A gate check that rejects uses up a number of the generation.',
  part: 'table',
  apply: (table, parts) => ({
    *admit(partition, stamp) {
      const admitted = yield* table.admit(partition, stamp)
      const number = parts.epochs.next(partition)
      if (!admitted && number !== undefined) parts.epochs.take(partition, number)
      return admitted
    },
  }),
}
