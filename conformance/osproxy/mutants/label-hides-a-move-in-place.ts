import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const labelHidesAMoveInPlace: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/label-hides-a-move-in-place',
  violates: 'OSP-001',
  explain: 'A migration whose destination equals its origin is labelled settled.',
  part: 'destinations',
  apply: (destinations) => ({
    label: (state) =>
      state.state === 'migrating' && samePlacement(state.from, state.to) ? 'settled' : destinations.label(state),
  }),
}
