import { variant } from '../mutant.ts'

export const fullQueuesDropTheOldest = variant({
  id: 'nodedb/full-queues-drop-the-oldest',
  explain: 'A full queue drops its oldest delta for the new one.',
  part: 'pacing',
  apply: (original, parts) => ({
    offer: (peer, id) => {
      const full = parts.limits.rate(peer) !== undefined && peer.queue.length >= parts.settings.queueMax()
      if (full) peer.queue.shift()
      original.offer(peer, id)
    },
  }),
})
