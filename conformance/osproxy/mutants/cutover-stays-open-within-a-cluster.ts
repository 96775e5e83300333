import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverStaysOpenWithinACluster: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/cutover-stays-open-within-a-cluster',
  violates: 'OSP-020',
  explain: 'A cutover between two indices of one cluster does not block writes.',
  part: 'destinations',
  apply: (destinations) => ({
    write: (state) =>
      state.state === 'migrating' && state.from.cluster === state.to.cluster ? state.from : destinations.write(state),
  }),
}
