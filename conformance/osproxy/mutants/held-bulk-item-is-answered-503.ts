import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const heldBulkItemIsAnswered503: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/held-bulk-item-is-answered-503',
  violates: 'OSP-088',
  explain: 'A held item of a bulk has status 503.',
  part: 'bulks',
  apply: (bulks) => ({
    item: (operation) => {
      const row = bulks.item(operation)
      return row.code === 'stale_epoch' ? { ...row, status: 503 } : row
    },
  }),
}
