import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const lostRequestsAreIndefinite: Variant<Parts, 'link'> = {
  id: 'osproxy/lost-requests-are-indefinite',
  explain: 'A request that never took effect is reported as one that may have, in other words.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => {
      const { code, retryable } = link.failure(fault, change)
      return new Refusal(code, retryable, { reason: 'no answer', definite: false })
    },
  }),
}
