import { mutant } from '../mutant.ts'
import type { Paced } from '../reference/limits.ts'

/** Deltas in flight to one peer. */
const window = 64

export const windowsAreNeverFreed = mutant({
  id: 'nodedb/windows-are-never-freed',
  violates: 'NDB-112',
  explain:
    'A delta that was pushed to a limited peer stays in flight for ever, and the window is full after 64 of them.',
  part: 'pacing',
  apply: (original) => {
    const flying = new Map<Paced, number>()
    const full = (peer: Paced): boolean => peer.limit !== undefined && (flying.get(peer) ?? 0) >= window
    return {
      allowed: (peer) => !full(peer) && original.allowed(peer),
      next: (peer) => (full(peer) ? undefined : original.next(peer)),
      take: (peer) => {
        flying.set(peer, (flying.get(peer) ?? 0) + 1)
        return original.take(peer)
      },
    }
  },
})
