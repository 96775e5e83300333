import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const samePlacementKeepsItsEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/same-placement-keeps-its-epoch',
  violates: 'OSP-025',
  explain: 'Setting the placement that a partition already has changes nothing.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const idle =
        change.kind === 'set' &&
        entry?.state.state === 'active' &&
        samePlacement(entry.state.placement, change.placement)
      return idle ? entry : table.decide(entry, change)
    },
  }),
}
