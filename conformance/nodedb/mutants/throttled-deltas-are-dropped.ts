import { mutant } from '../mutant.ts'

export const throttledDeltasAreDropped = mutant({
  id: 'nodedb/throttled-deltas-are-dropped',
  violates: 'NDB-111',
  explain: 'What exceeds the rate is dropped.',
  part: 'pacing',
  apply: (original) => ({
    offer: (peer, id) => {
      if (peer.limit === undefined || peer.queue.length < 10) original.offer(peer, id)
    },
  }),
})
