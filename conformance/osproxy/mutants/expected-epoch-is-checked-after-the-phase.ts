import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal, refuse } from '../reference/refusal.ts'

export const expectedEpochIsCheckedAfterThePhase: Mutant<Parts, 'table'> = {
  id: 'osproxy/expected-epoch-is-checked-after-the-phase',
  violates: 'OSP-115',
  explain: 'A change in the wrong phase is refused because of it although it expects another epoch.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const decision = table.decide(entry, change)
      if (!(decision instanceof Refusal) || decision.code !== 'stale_epoch') return decision
      const state = table.apply(entry?.state, change)
      return typeof state === 'string' ? refuse(state) : decision
    },
  }),
}
