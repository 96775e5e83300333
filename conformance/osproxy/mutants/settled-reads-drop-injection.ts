import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const settledReadsDropInjection: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/settled-reads-drop-injection',
  violates: 'OSP-015',
  explain: 'Reads of a partition settled at a shared index go to the bare index.',
  part: 'destinations',
  apply: (destinations) => ({
    read: (state) => {
      const placement = destinations.read(state)
      if (state.state !== 'active' || placement.kind !== 'shared_index') return placement
      return { kind: 'dedicated_index', cluster: placement.cluster, index: placement.index }
    },
  }),
}
