import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkGoesToTheTargetOfItsFirstItem: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-goes-to-the-target-of-its-first-item',
  violates: 'OSP-096',
  explain: 'All items of a bulk are sent to the target of the first one.',
  part: 'bulks',
  apply: (bulks) => ({
    send: (bulk, items) => {
      const placement = bulk.items[0]?.route?.placement
      for (const item of items) {
        if (item.route !== undefined && placement !== undefined) item.route = { ...item.route, placement }
      }
      bulks.send(bulk, items)
    },
  }),
}
