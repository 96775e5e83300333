import { mutant } from '../mutant.ts'
import type { Paced } from '../reference/limits.ts'

/** Milliseconds that a free peer waits. */
const little = 50

export const othersWaitALittle = mutant({
  id: 'nodedb/others-wait-a-little',
  violates: 'NDB-104',
  explain: 'While one peer is limited, a delta for another one waits for 50 ms.',
  part: 'pacing',
  apply: (original, parts) => {
    const since = new Map<Paced, number>()
    const until = (peer: Paced): number =>
      peer.limit === undefined && parts.pacing.all().some(({ limit }) => limit !== undefined)
        ? (since.get(peer) ?? 0) + little
        : 0
    return {
      offer: (peer, id) => {
        if (peer.queue.length === 0) since.set(peer, parts.clock.now('governor'))
        original.offer(peer, id)
      },
      allowed: (peer) => parts.clock.now('governor') >= until(peer) && original.allowed(peer),
      next: (peer) => {
        const due = original.next(peer) ?? (peer.queue.length > 0 && until(peer) > 0 ? 0 : undefined)
        return due === undefined ? undefined : Math.max(due, until(peer))
      },
    }
  },
})
