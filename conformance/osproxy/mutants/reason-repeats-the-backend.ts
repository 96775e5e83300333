import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const reasonRepeatsTheBackend: Mutant<Parts, 'link'> = {
  id: 'osproxy/reason-repeats-the-backend',
  violates: 'OSP-008',
  explain: 'The reason of a failure is whatever the backend said.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => {
      const failure = link.failure(fault, change)
      if (failure.code !== 'backend' || fault.reason === undefined) return failure
      return new Refusal('backend', failure.retryable, { ...failure.details, reason: fault.reason })
    },
  }),
}
