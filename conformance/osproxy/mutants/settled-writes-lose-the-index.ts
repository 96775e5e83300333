import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const settledWritesLoseTheIndex: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/settled-writes-lose-the-index',
  violates: 'OSP-018',
  explain: 'Writes of a partition settled at a dedicated index go to the cluster as a whole.',
  part: 'destinations',
  apply: (destinations) => ({
    write: (state) =>
      state.state === 'active' && state.placement.kind === 'dedicated_index'
        ? { kind: 'dedicated_cluster', cluster: state.placement.cluster }
        : destinations.write(state),
  }),
}
