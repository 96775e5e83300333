import type { Operation } from './operation.ts'

/** The queue of asynchronous writes. Whoever applies them is outside; the stamp travels with the envelope (OSP-090). */
export interface Queue {
  /** Takes a write and returns the identifier of its envelope. */
  put(operation: Operation): string
}

export function createQueue(): Queue {
  let last = 0
  return {
    put: () => {
      last += 1
      return `op-${last}`
    },
  }
}
