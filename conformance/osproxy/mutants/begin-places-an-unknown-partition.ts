import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const beginPlacesAnUnknownPartition: Mutant<Parts, 'table'> = {
  id: 'osproxy/begin-places-an-unknown-partition',
  violates: 'OSP-029',
  explain:
    'Begin on a partition without placement is accepted and places it. Seen in the field in a port of the protocol.',
  part: 'table',
  apply: (table, parts) => ({
    decide: (entry, change) => {
      const epoch = parts.epochs.next(change.partition)
      if (entry !== undefined || change.kind !== 'begin_migration' || epoch === undefined)
        return table.decide(entry, change)
      const { placement } = change
      return { state: { state: 'migrating', from: placement, to: placement, phase: 'draining' }, epoch }
    },
  }),
}
