import { mutant } from '../mutant.ts'

export const queuesAreHalfAsLong = mutant({
  id: 'nodedb/queues-are-half-as-long',
  violates: 'NDB-111',
  explain: 'A queue overflows at half of the length that was stated.',
  part: 'pacing',
  apply: (original, parts) => ({
    offer: (peer, id) => {
      if (peer.queue.length < parts.settings.queueMax() / 2) original.offer(peer, id)
    },
  }),
})
