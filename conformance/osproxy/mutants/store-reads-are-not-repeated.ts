import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const storeReadsAreNotRepeated: Mutant<Parts, 'backoff'> = {
  id: 'osproxy/store-reads-are-not-repeated',
  violates: 'OSP-097',
  explain: 'One failed read of the store fails the request. Seen in the field.',
  part: 'backoff',
  apply: () => ({ limit: () => 1 }),
}
