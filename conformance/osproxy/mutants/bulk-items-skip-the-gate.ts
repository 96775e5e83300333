import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkItemsSkipTheGate: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-items-skip-the-gate',
  violates: 'OSP-091',
  explain: 'The operations of a bulk are sent without asking the gate. Seen in the field.',
  part: 'bulks',
  apply: (_, parts) => ({
    *gate(items) {
      yield 'next'
      for (const item of items) item.gatedAt = parts.clock.elapsed()
    },
  }),
}
