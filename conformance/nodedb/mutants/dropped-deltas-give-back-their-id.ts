import { mutant } from '../mutant.ts'

export const droppedDeltasGiveBackTheirId = mutant({
  id: 'nodedb/dropped-deltas-give-back-their-id',
  violates: 'NDB-114',
  explain: 'A delta that a full queue drops gives its id to the next one.',
  part: 'pacing',
  apply: (original) => ({
    offer: (peer, id) => {
      const before = peer.queue.length
      original.offer(peer, id)
      if (peer.queue.length === before) peer.issued -= 1
    },
  }),
})
