import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkDeadlineStartsAtSend: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-deadline-starts-at-send',
  violates: 'OSP-069',
  explain:
    'The deadline of a bulk item starts when it is sent, so that the last items outlive the barrier. Seen in the field.',
  part: 'bulks',
  apply: (bulks, parts) => ({
    send: (bulk, items) => {
      for (const item of items) item.gatedAt = parts.clock.elapsed()
      bulks.send(bulk, items)
    },
  }),
}
