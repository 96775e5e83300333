import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const oneAttemptTooMany: Mutant<Parts, 'backoff'> = {
  id: 'osproxy/one-attempt-too-many',
  violates: 'OSP-097',
  explain: 'The first read is not counted as an attempt.',
  part: 'backoff',
  apply: (backoff) => ({ limit: () => backoff.limit() + 1 }),
}
