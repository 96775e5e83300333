import type { Entry } from './entry.ts'
import type { Parts } from './parts.ts'

/** The write gate: a pure function of one entry and a stamp. */
export interface Gate {
  /** Admits exactly if there is a write placement and the stamp is the current epoch (OSP-054). */
  admits(entry: Entry | undefined, stamp: bigint): boolean
}

export function createGate(parts: Parts): Gate {
  return {
    admits: (entry, stamp) =>
      entry !== undefined && parts.destinations.write(entry.state) !== undefined && stamp === entry.epoch,
  }
}
