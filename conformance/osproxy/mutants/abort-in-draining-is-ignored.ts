import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const abortInDrainingIsIgnored: Mutant<Parts, 'table'> = {
  id: 'osproxy/abort-in-draining-is-ignored',
  violates: 'OSP-039',
  explain: 'Abort in draining is answered with success and ignored.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const draining = entry?.state.state === 'migrating' && entry.state.phase === 'draining'
      return draining && change.kind === 'abort_migration' && change.expect === undefined
        ? entry
        : table.decide(entry, change)
    },
  }),
}
