import { mutant } from '../mutant.ts'
import type { Paced } from '../reference/limits.ts'

export const nothingIsPushedAfterAReconnect = mutant({
  id: 'nodedb/nothing-is-pushed-after-a-reconnect',
  violates: 'NDB-112',
  explain: 'The timer that pushes what waits ends with the first session of a peer.',
  part: 'pacing',
  apply: (original, parts) => {
    const ended = new Set<Paced>()
    return {
      flush: () => {
        for (const peer of parts.pacing.all()) if (!peer.up) ended.add(peer)
        return original.flush()
      },
      allowed: (peer) => !ended.has(peer) && original.allowed(peer),
      next: (peer) => (ended.has(peer) ? undefined : original.next(peer)),
    }
  },
})
