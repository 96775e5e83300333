import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkTargetsInAnotherOrder: Variant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-targets-in-another-order',
  explain: 'The targets of a bulk are served in the opposite order.',
  part: 'bulks',
  apply: (bulks) => ({ groups: (bulk) => [...bulks.groups(bulk)].reverse() }),
}
