import type { Parts } from './parts.ts'
import type { Wait } from './waits.ts'

/** The drain barrier of each controller. */
export interface Barrier {
  length(controller: number): bigint
  change(controller: number, ns: bigint): void
  /** Nanoseconds of the wait that are left at an instant; 0 exactly when the barrier has elapsed (OSP-066). */
  left(controller: number, wait: Wait, now: bigint): bigint
}

export function createBarrier(parts: Parts): Barrier {
  const changed = new Map<number, bigint>()
  return {
    length: (controller) => changed.get(controller) ?? parts.settings.barrier(),
    change: (controller, ns) => {
      changed.set(controller, ns)
    },
    left: (controller, { since }, now) => {
      const barrier = parts.barrier.length(controller)
      // A clock that was stepped back makes the elapsed time zero (OSP-079).
      const elapsed = now > since ? now - since : 0n
      return elapsed < barrier ? barrier - elapsed : 0n
    },
  }
}
