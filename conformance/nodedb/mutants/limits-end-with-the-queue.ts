import { mutant } from '../mutant.ts'

export const limitsEndWithTheQueue = mutant({
  id: 'nodedb/limits-end-with-the-queue',
  violates: 'NDB-103',
  explain: 'A limit ends when the queue is empty.',
  part: 'limits',
  apply: (original) => ({
    rate: (peer) => {
      if (peer.queue.length === 0) peer.limit = undefined
      return original.rate(peer)
    },
  }),
})
