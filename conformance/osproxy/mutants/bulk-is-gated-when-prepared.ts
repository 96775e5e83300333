import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkIsGatedWhenPrepared: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-is-gated-when-prepared',
  violates: 'OSP-093',
  explain: 'Bulk items are gated when they are prepared.',
  part: 'bulks',
  apply: (bulks) => ({
    *prepare(bulk) {
      yield* bulks.prepare(bulk)
      yield* bulks.gate(bulk.items)
    },
    *gate() {
      yield 'next'
    },
  }),
}
