import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const finalStoreFailureIsRepeated: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/final-store-failure-is-repeated',
  violates: 'OSP-099',
  explain: 'A store failure marked as not retryable is tried again.',
  part: 'resolver',
  apply: () => ({ momentary: ({ code }) => code === 'backend' }),
}
