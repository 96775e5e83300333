import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const heldItemsAreNoErrors: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/held-items-are-no-errors',
  violates: 'OSP-092',
  explain: 'A bulk whose only failures are held items says errors false.',
  part: 'bulks',
  apply: (bulks) => ({
    progress: (bulk) => {
      const progress = bulks.progress(bulk)
      const failed = bulk.items.some(({ end }) => end?.code !== undefined && end !== staleEpoch)
      if (typeof progress.done !== 'object' || progress.done === null || Array.isArray(progress.done)) return progress
      return { done: { ...progress.done, errors: failed } }
    },
  }),
}
