import type { Mutant } from '../../kit/mutation/mutant.ts'
import { storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const multiReadsAreNotRepeated: Mutant<Parts, 'reader'> = {
  id: 'osproxy/multi-reads-are-not-repeated',
  violates: 'OSP-097',
  explain: 'Items of a multi-get or multi-search fail with the first failed read of the store. Seen in the field.',
  part: 'reader',
  apply: (reader) => ({
    item: (resolution) =>
      reader.item(resolution.attempts > 1 ? { failure: storeUnavailable(true), attempts: 1, waits: [] } : resolution),
  }),
}
