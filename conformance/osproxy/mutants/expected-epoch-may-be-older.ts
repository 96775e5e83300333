import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const expectedEpochMayBeOlder: Mutant<Parts, 'table'> = {
  id: 'osproxy/expected-epoch-may-be-older',
  violates: 'OSP-115',
  explain: 'A change is refused only if it expects a later epoch than the current one.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const older = change.expect !== undefined && entry !== undefined && change.expect < entry.epoch
      return table.decide(entry, older ? { ...change, expect: entry.epoch } : change)
    },
  }),
}
