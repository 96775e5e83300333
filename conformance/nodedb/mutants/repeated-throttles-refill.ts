import { mutant } from '../mutant.ts'

export const repeatedThrottlesRefill = mutant({
  id: 'nodedb/repeated-throttles-refill',
  violates: 'NDB-105',
  explain: 'A throttle that is repeated with the same rate allows another burst.',
  part: 'limits',
  apply: (original) => ({
    heed: (peer, message) => {
      const { limit } = peer
      original.heed(peer, message)
      if (peer.limit !== undefined && peer.limit === limit) peer.tokens = original.burst(limit)
    },
  }),
})
