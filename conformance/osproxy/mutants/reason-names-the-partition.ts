import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const reasonNamesThePartition: Mutant<Parts, 'link'> = {
  id: 'osproxy/reason-names-the-partition',
  violates: 'OSP-008',
  explain: 'The reason of a lost reply says which partition it was about.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => {
      const failure = link.failure(fault, change)
      if (fault.mode !== 'after_apply' || change === undefined) return failure
      const reason = `reply for ${change.partition} lost`
      return new Refusal(failure.code, failure.retryable, { ...failure.details, reason })
    },
  }),
}
