import { mutant } from '../mutant.ts'

export const releasesAreCounted = mutant({
  id: 'nodedb/releases-are-counted',
  violates: 'NDB-108',
  explain: 'As many releases as engagements are needed.',
  part: 'limits',
  apply: (original) => {
    const engaged = new Map<string, number>()
    return {
      heed: (peer, message) => {
        const count = Math.max(0, (engaged.get(peer.peer) ?? 0) + (message.throttle ? 1 : -1))
        engaged.set(peer.peer, count)
        if (message.throttle || count === 0) original.heed(peer, message)
      },
    }
  },
})
