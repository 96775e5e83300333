import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const noAttemptsMeansDefault: Mutant<Parts, 'backoff'> = {
  id: 'osproxy/no-attempts-means-default',
  violates: 'OSP-097',
  explain: 'A policy of 0 attempts is taken for the default of 3.',
  part: 'backoff',
  apply: (backoff, parts) => ({ limit: () => (parts.settings.attempts() === 0 ? 3 : backoff.limit()) }),
}
