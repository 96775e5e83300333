import { mutant } from '../mutant.ts'

export const limitsExpire = mutant({
  id: 'nodedb/limits-expire',
  violates: 'NDB-103',
  explain: 'A limit ends after a minute.',
  part: 'limits',
  apply: (original, parts) => {
    const since = new Map<string, number>()
    return {
      heed: (peer, message) => {
        since.set(peer.peer, parts.clock.now('governor'))
        original.heed(peer, message)
      },
      rate: (peer) =>
        parts.clock.now('governor') - (since.get(peer.peer) ?? 0) > 60_000
          ? parts.settings.unthrottledRate()
          : original.rate(peer),
    }
  },
})
