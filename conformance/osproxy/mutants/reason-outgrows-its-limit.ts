import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const reasonOutgrowsItsLimit: Mutant<Parts, 'link'> = {
  id: 'osproxy/reason-outgrows-its-limit',
  violates: 'OSP-008',
  explain: 'A prefix makes the reason longer than 200 characters when the backend is talkative.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => {
      const failure = link.failure(fault, change)
      const length = fault.reason?.length ?? 0
      const reason = `store: ${'.'.repeat(length)}`
      return length < 194 ? failure : new Refusal(failure.code, failure.retryable, { ...failure.details, reason })
    },
  }),
}
