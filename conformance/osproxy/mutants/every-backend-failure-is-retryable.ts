import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const everyBackendFailureIsRetryable: Mutant<Parts, 'link'> = {
  id: 'osproxy/every-backend-failure-is-retryable',
  violates: 'OSP-113',
  explain: 'A failure that the store calls final is passed on as retryable.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => link.failure({ ...fault, retryable: true }, change),
  }),
}
