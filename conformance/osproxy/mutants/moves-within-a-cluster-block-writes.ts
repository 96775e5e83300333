import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const movesWithinAClusterBlockWrites: Mutant<Parts, 'gate'> = {
  id: 'osproxy/moves-within-a-cluster-block-writes',
  violates: 'OSP-116',
  explain: 'While a partition drains to another index of its cluster, its writes are rejected.',
  part: 'gate',
  apply: (gate) => ({
    admits: (entry, stamp) => {
      const state = entry?.state
      const within = state?.state === 'migrating' && state.from.cluster === state.to.cluster
      return gate.admits(entry, stamp) && !within
    },
  }),
}
