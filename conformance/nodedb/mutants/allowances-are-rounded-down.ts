import { mutant } from '../mutant.ts'

export const allowancesAreRoundedDown = mutant({
  id: 'nodedb/allowances-are-rounded-down',
  violates: 'NDB-112',
  explain: 'The allowance of less than a whole delta is forgotten.',
  part: 'pacing',
  apply: (original, parts) => ({
    refill: (peer, rate) => {
      original.refill(peer, rate)
      if (peer.tokens < 1) peer.tokens = 0
    },
    next: (peer) => {
      const due = original.next(peer)
      return due === undefined ? undefined : due - 1 > parts.clock.now('governor') ? due - 1 : due + 1
    },
  }),
})
