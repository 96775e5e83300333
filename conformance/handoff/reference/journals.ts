import type { Journal } from '../../../spec/handoff/messages.types.ts'
import type { Directory } from './host.ts'
import type { Parts } from './parts.ts'

/** The journal file beside the control path (HOF-126 to HOF-134). */
export interface Journals {
  /** Replaces the record in one step. False where it cannot be written. */
  write(directory: Directory, record: Journal): boolean
  /** The record, undefined where there is none, or `codec` where it cannot be read. */
  read(directory: Directory): Journal | 'codec' | undefined
  remove(directory: Directory): void
}

/** Name of the journal in its folder. */
export const JOURNAL = 'handoff.journal'
const TEMPORARY = `${JOURNAL}.new`

export function createJournals(parts: Parts): Journals {
  return {
    write: ({ files }, record) => {
      const { bytes } = parts.codec.encodeJournal(record)
      if (bytes === undefined) return false
      try {
        files.write(TEMPORARY, bytes)
        files.sync(TEMPORARY)
        files.rename(TEMPORARY, JOURNAL)
        files.syncFolder()
        return true
      } catch {
        return false
      }
    },
    read: ({ files }) => {
      const bytes = files.read(JOURNAL)
      return bytes === undefined ? undefined : (parts.codec.decodeJournal(bytes).record ?? 'codec')
    },
    remove: ({ files }) => files.remove(JOURNAL),
  }
}
