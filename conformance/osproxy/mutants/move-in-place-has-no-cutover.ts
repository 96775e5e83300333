import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const moveInPlaceHasNoCutover: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/move-in-place-has-no-cutover',
  violates: 'OSP-042',
  explain: 'A migration to the current placement is accepted but never blocks writes.',
  part: 'destinations',
  apply: (destinations) => ({
    write: (state) =>
      state.state === 'migrating' && samePlacement(state.from, state.to) ? state.from : destinations.write(state),
  }),
}
