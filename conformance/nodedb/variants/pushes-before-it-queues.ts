import { variant } from '../mutant.ts'

export const pushesBeforeItQueues = variant({
  id: 'nodedb/pushes-before-it-queues',
  explain: 'What may be pushed at once takes no place in a queue, so that fewer deltas overflow it.',
  part: 'pacing',
  apply: (original, parts) => ({
    offer: (peer, id) => {
      const rate = parts.limits.rate(peer)
      if (rate !== undefined) parts.pacing.refill(peer, rate)
      if (rate !== undefined && peer.queue.length < parts.settings.queueMax() + Math.floor(peer.tokens))
        peer.queue.push(id)
      else original.offer(peer, id)
    },
  }),
})
