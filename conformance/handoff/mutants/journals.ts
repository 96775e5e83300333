import type { Mutant } from '../../kit/mutation/mutant.ts'
import { JOURNAL } from '../reference/journals.ts'
import type { Parts } from '../reference/parts.ts'

/** Journals that are not there when they are needed. */
export const journalsMutants: readonly Mutant<Parts, 'journals'>[] = [
  {
    id: 'handoff/journals-are-not-synced',
    violates: 'HOF-127',
    explain: 'The journal is written in place and not synced.',
    part: 'journals',
    apply: (_original, parts) => ({
      write: ({ files }, record) => {
        const { bytes } = parts.codec.encodeJournal(record)
        if (bytes !== undefined) files.write(JOURNAL, bytes)
        return bytes !== undefined
      },
    }),
  },
  {
    id: 'handoff/a-torn-journal-is-none',
    violates: 'HOF-132',
    explain: 'A journal that cannot be read is taken for none.',
    part: 'journals',
    apply: (original) => ({
      read: (directory) => {
        const record = original.read(directory)
        return record === 'codec' ? undefined : record
      },
    }),
  },
]
