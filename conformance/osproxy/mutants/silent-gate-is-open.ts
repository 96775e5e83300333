import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const silentGateIsOpen: Mutant<Parts, 'link'> = {
  id: 'osproxy/silent-gate-is-open',
  violates: 'OSP-085',
  explain: 'A write goes through when the gate cannot be asked.',
  part: 'link',
  apply: (link) => ({
    *admit(caller, partition, stamp) {
      const verdict = yield* link.admit(caller, partition, stamp)
      return verdict instanceof Refusal ? true : verdict
    },
  }),
}
