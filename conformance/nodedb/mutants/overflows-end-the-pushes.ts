import { mutant } from '../mutant.ts'
import type { Paced } from '../reference/limits.ts'

export const overflowsEndThePushes = mutant({
  id: 'nodedb/overflows-end-the-pushes',
  violates: 'NDB-112',
  explain: 'A peer whose queue overflowed once gets nothing that is due later.',
  part: 'pacing',
  apply: (original) => {
    const lost = new Set<Paced>()
    return {
      offer: (peer, id) => {
        if (lost.has(peer)) return
        const before = peer.queue.length
        original.offer(peer, id)
        if (peer.queue.length === before) lost.add(peer)
      },
    }
  },
})
