import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const restartForgetsTheGeneration: Mutant<Parts, 'table'> = {
  id: 'osproxy/restart-forgets-the-generation',
  violates: 'OSP-053',
  explain: 'A restart keeps the entries but counts epochs from the start again.',
  part: 'table',
  apply: (table, parts) => ({
    restart: () => {
      table.restart()
      parts.epochs.forget()
    },
  }),
}
