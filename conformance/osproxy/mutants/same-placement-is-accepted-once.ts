import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const samePlacementIsAcceptedOnce: Mutant<Parts, 'table'> = {
  id: 'osproxy/same-placement-is-accepted-once',
  violates: 'OSP-042',
  explain: 'A destination equal to the current placement is accepted the first time and refused later.',
  part: 'table',
  apply: (table) => {
    const moved = new Set<string>()
    return {
      apply: (state, change) => {
        const inPlace =
          change.kind === 'begin_migration' &&
          state?.state === 'active' &&
          samePlacement(state.placement, change.placement)
        if (inPlace && moved.has(change.partition)) return 'same_placement'
        if (inPlace) moved.add(change.partition)
        return table.apply(state, change)
      },
    }
  },
}
