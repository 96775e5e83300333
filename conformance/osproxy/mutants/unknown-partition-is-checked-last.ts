import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { refuse } from '../reference/refusal.ts'

export const unknownPartitionIsCheckedLast: Mutant<Parts, 'table'> = {
  id: 'osproxy/unknown-partition-is-checked-last',
  violates: 'OSP-029',
  explain: 'Abort of a partition without placement is refused because of its phase.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) =>
      entry === undefined && change.kind === 'abort_migration' ? refuse('not_migrating') : table.decide(entry, change),
  }),
}
