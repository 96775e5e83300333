import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Entry } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

/** Changes that do not survive a crash. */
export const journalMutants: readonly Mutant<Parts, 'journal'>[] = [
  {
    id: 'osproxy/journal-lags-one-change',
    violates: 'OSP-053',
    explain: 'The last change before a crash is lost.',
    part: 'journal',
    apply: (journal) => {
      let last: readonly [string, Entry] | undefined
      return {
        note: (partition, entry) => {
          if (last !== undefined) journal.note(...last)
          last = [partition, entry]
        },
      }
    },
  },
]
