import { mutant } from '../mutant.ts'

export const ratesStack = mutant({
  id: 'nodedb/rates-stack',
  violates: 'NDB-108',
  explain: 'Of two rates the lower one holds.',
  part: 'limits',
  apply: (original) => ({
    heed: (peer, message) => {
      const { limit } = peer
      original.heed(peer, message)
      if (limit !== undefined && peer.limit !== undefined) peer.limit = Math.min(limit, peer.limit)
    },
  }),
})
