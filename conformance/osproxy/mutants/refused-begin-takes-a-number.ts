import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const refusedBeginTakesANumber: Mutant<Parts, 'table'> = {
  id: 'osproxy/refused-begin-takes-a-number',
  violates: 'OSP-040',
  explain: 'A refused begin uses up a number of the generation.',
  part: 'table',
  apply: (table, parts) => ({
    decide: (entry, change) => {
      const decision = table.decide(entry, change)
      const number = parts.epochs.next(change.partition)
      if (change.kind === 'begin_migration' && decision instanceof Refusal && number !== undefined) {
        parts.epochs.take(change.partition, number)
      }
      return decision
    },
  }),
}
