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
  {
    id: 'osproxy/compaction-leaves-out-moving-partitions',
    violates: 'OSP-053',
    explain: 'When the journal has grown to 4 KiB it is written anew, without the partitions that are moving.',
    part: 'journal',
    apply: (journal) => {
      const kept = new Map<string, Entry>()
      let bytes = 0
      return {
        note: (partition, entry) => {
          kept.set(partition, entry)
          bytes += 80 + partition.length
          if (bytes > 4096) {
            bytes = 0
            for (const [name, { state }] of kept) if (state.state === 'migrating') kept.delete(name)
          }
          journal.note(partition, entry)
        },
        entries: () => kept,
      }
    },
  },
  {
    id: 'osproxy/journal-keeps-128-partitions',
    violates: 'OSP-053',
    explain: 'The journal has room for 128 partitions.',
    part: 'journal',
    apply: (journal) => ({
      entries: () => [...journal.entries()].slice(0, 128),
    }),
  },
  {
    id: 'osproxy/journal-pages-of-1000-lose-their-last',
    violates: 'OSP-053',
    explain: 'The journal is read in pages of a thousand partitions, and the last of a full page is passed over.',
    part: 'journal',
    apply: (journal) => ({ entries: () => [...journal.entries()].filter((_, at) => at % 1000 !== 999) }),
  },
]
