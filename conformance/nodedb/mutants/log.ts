import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Logs whose numbers do not survive a restart. */
export const logMutants: readonly Mutant<Parts, 'log'>[] = [
  {
    id: 'nodedb/restarts-number-from-one',
    violates: 'NDB-078',
    explain: 'After a restart the log begins again at 1.',
    part: 'log',
    apply: (original) => {
      let lost = 0n
      return {
        restart: () => {
          lost = original
            .collections()
            .reduce((most, name) => (original.head(name) > most ? original.head(name) : most), 0n)
        },
        append: (collection, documentId, payload) => {
          const id = original.append(collection, documentId, payload)
          return lost > 0n && id > lost ? id - lost : id
        },
      }
    },
  },
]
