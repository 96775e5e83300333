import { mutant } from '../mutant.ts'
import type { Peer } from '../reference/peers.ts'

export const registrationsAreUsedUp = mutant({
  id: 'nodedb/registrations-are-used-up',
  violates: 'NDB-077',
  explain: 'What a peer registered is forgotten with its first answer: later requests for everything find nothing.',
  part: 'answering',
  apply: (original) => {
    const answered = new Set<Peer>()
    return {
      snapshot: (peer, collection) => {
        if (!answered.has(peer)) original.snapshot(peer, collection)
        answered.add(peer)
      },
    }
  },
})
