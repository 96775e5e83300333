/** Serialises changes: whoever takes the lock reads, decides and writes alone (OSP-044, OSP-051). */
export interface Locks {
  /** False while somebody else has it. */
  take(partition: string): boolean
  free(partition: string): void
}

/** One lock for the store: it is held for a few steps and never while anything is waited for (OSP-119). */
export function createLocks(): Locks {
  let taken = false
  return {
    take: () => {
      if (taken) return false
      taken = true
      return true
    },
    free: () => {
      taken = false
    },
  }
}
