import type { Mutant } from '../../kit/mutation/mutant.ts'
import { placementMissing } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkItemOutageIsCalledMissing: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-item-outage-is-called-missing',
  violates: 'OSP-101',
  explain: 'A bulk item whose store read failed is answered as if it had no placement. Seen in the field.',
  part: 'bulks',
  apply: (bulks) => ({
    item: (operation) => {
      const outage = operation.end?.code === 'placement_backend_unavailable' && operation.route === undefined
      return bulks.item(outage ? { ...operation, end: placementMissing } : operation)
    },
  }),
}
