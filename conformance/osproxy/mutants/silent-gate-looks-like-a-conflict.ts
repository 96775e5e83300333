import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const silentGateLooksLikeAConflict: Mutant<Parts, 'link'> = {
  id: 'osproxy/silent-gate-looks-like-a-conflict',
  violates: 'OSP-085',
  explain: 'A gate that cannot be asked is answered like a stale stamp. Seen in the field.',
  part: 'link',
  apply: (link) => ({
    *admit(caller, partition, stamp) {
      const verdict = yield* link.admit(caller, partition, stamp)
      return verdict instanceof Refusal ? false : verdict
    },
  }),
}
