import { mutant } from '../mutant.ts'

export const depthSlows = mutant({
  id: 'nodedb/depth-slows',
  violates: 'NDB-109',
  explain: 'A deep queue halves the rate, a shallow one doubles it.',
  part: 'limits',
  apply: (original) => ({
    heed: (peer, message) => {
      original.heed(peer, message)
      if (peer.limit === undefined) return
      const deep = BigInt(message.queue_depth) > 1_000_000n
      peer.limit = deep ? peer.limit / 1_000 : message.queue_depth === '0' ? peer.limit * 4 : peer.limit
      peer.tokens = Math.max(1, peer.limit)
    },
  }),
})
