import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkAnswersComeInOrderOfDispatch: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-answers-come-in-order-of-dispatch',
  violates: 'OSP-092',
  explain: 'The answers of a bulk are sorted: those that were sent first.',
  part: 'bulks',
  apply: (bulks) => ({
    progress: (bulk) => {
      const ready = bulk.items.filter((item) => bulk.sent.includes(item))
      const rest = bulk.items.filter((item) => !bulk.sent.includes(item))
      return bulks.progress({ ...bulk, items: [...ready, ...rest] })
    },
  }),
}
