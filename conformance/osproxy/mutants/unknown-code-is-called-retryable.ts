import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const unknownCodeIsCalledRetryable: Mutant<Parts, 'link'> = {
  id: 'osproxy/unknown-code-is-called-retryable',
  violates: 'OSP-014',
  explain: 'An unknown code from the store is passed on as safe to repeat.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => {
      const { code, details } = link.failure(fault, change)
      return new Refusal(code, code === 'backend' ? fault.retryable : true, details)
    },
  }),
}
