import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const destinationMustBeAnotherCluster: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/destination-must-be-another-cluster',
  violates: 'OSP-029',
  explain: 'A destination on the cluster of the current placement is refused.',
  part: 'transitions',
  apply: (transitions) => ({
    begin: (state, to) =>
      state.state === 'active' && state.placement.cluster === to.cluster && !samePlacement(state.placement, to)
        ? 'same_placement'
        : transitions.begin(state, to),
  }),
}
