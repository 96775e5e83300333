import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const explanationOfSuccessHidesThePhase: Mutant<Parts, 'explain'> = {
  id: 'osproxy/explanation-of-success-hides-the-phase',
  violates: 'OSP-102',
  explain: 'The explanation of a write that succeeded does not name the phase. Seen in the field.',
  part: 'explain',
  apply: (explain) => ({
    resolved: (operation) => {
      const span = explain.resolved(operation)
      if (span === undefined || operation.end?.code !== undefined) return span
      const { migration: _, ...rest } = span
      return rest
    },
  }),
}
