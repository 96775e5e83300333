import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { backendFailure } from '../reference/refusal.ts'

export const missingPlacementIsLookedUpAgain: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/missing-placement-is-looked-up-again',
  violates: 'OSP-099',
  explain: 'A missing placement is taken for an outage and looked up again.',
  part: 'resolver',
  apply: (resolver) => ({
    *ask(caller, partition) {
      return (yield* resolver.ask(caller, partition)) ?? backendFailure('no placement', true)
    },
  }),
}
