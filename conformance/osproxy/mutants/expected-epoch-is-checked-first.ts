import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { refuse } from '../reference/refusal.ts'

export const expectedEpochIsCheckedFirst: Mutant<Parts, 'table'> = {
  id: 'osproxy/expected-epoch-is-checked-first',
  violates: 'OSP-115',
  explain: 'A change of an unknown partition that expects an epoch is refused with stale_epoch.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) =>
      entry === undefined && change.expect !== undefined ? refuse('stale_epoch') : table.decide(entry, change),
  }),
}
