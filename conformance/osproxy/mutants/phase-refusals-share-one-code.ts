import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal, refuse } from '../reference/refusal.ts'

export const phaseRefusalsShareOneCode: Mutant<Parts, 'table'> = {
  id: 'osproxy/phase-refusals-share-one-code',
  violates: 'OSP-006',
  explain: 'Every refusal because of the phase says not_migrating.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const decision = table.decide(entry, change)
      return decision instanceof Refusal && /^not_/.test(decision.code) ? refuse('not_migrating') : decision
    },
  }),
}
