import { mutant } from '../mutant.ts'

export const newestDeltasGoFirst = mutant({
  id: 'nodedb/newest-deltas-go-first',
  violates: 'NDB-079',
  explain: 'Of two deltas that wait the newer one is sent first.',
  part: 'pusher',
  apply: (original) => {
    const late = new Map<string, ReturnType<typeof original.next>>()
    return {
      next: (peer) => {
        const kept = late.get(peer.id)
        late.delete(peer.id)
        if (kept !== undefined) return kept
        const first = original.next(peer)
        if (first?.kind !== 'delta') return first
        const second = original.next(peer)
        if (second !== undefined) late.set(peer.id, first)
        return second ?? first
      },
    }
  },
})
