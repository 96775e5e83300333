import { mutant } from '../mutant.ts'
import type { Paced } from '../reference/limits.ts'

export const newSessionsLoseEverySeventhDelta = mutant({
  id: 'nodedb/new-sessions-lose-every-seventh-delta',
  violates: 'NDB-111',
  explain: 'After a reconnect every seventh delta is lost.',
  part: 'pacing',
  apply: (original, parts) => {
    const ended = new Set<Paced>()
    return {
      flush: () => {
        for (const peer of parts.pacing.all()) if (!peer.up) ended.add(peer)
        return original.flush()
      },
      offer: (peer, id) => {
        if (!ended.has(peer) || id % 7 !== 0) original.offer(peer, id)
      },
    }
  },
})
