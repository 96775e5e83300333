import type { Entry } from './entry.ts'

/** What survives a restart of the store (OSP-053). */
export interface Journal {
  note(partition: string, entry: Entry): void
  entries(): Iterable<readonly [string, Entry]>
}

export function createJournal(): Journal {
  const noted = new Map<string, Entry>()
  return {
    note: (partition, entry) => {
      noted.set(partition, entry)
    },
    entries: () => noted,
  }
}
