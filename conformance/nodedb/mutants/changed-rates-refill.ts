import { mutant } from '../mutant.ts'

export const changedRatesRefill = mutant({
  id: 'nodedb/changed-rates-refill',
  violates: 'NDB-108',
  explain: 'A throttle with another rate allows another burst.',
  part: 'limits',
  apply: (original) => ({
    heed: (peer, message) => {
      const { limit } = peer
      original.heed(peer, message)
      if (peer.limit !== undefined && peer.limit !== limit) peer.tokens = original.burst(peer.limit)
    },
  }),
})
