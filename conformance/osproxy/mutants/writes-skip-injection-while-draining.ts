import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const writesSkipInjectionWhileDraining: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/writes-skip-injection-while-draining',
  violates: 'OSP-024',
  explain: 'Writes of a partition that drains from a shared index go to the bare index.',
  part: 'destinations',
  apply: (destinations) => ({
    write: (state) => {
      const placement = destinations.write(state)
      if (state.state === 'active' || placement?.kind !== 'shared_index') return placement
      return { kind: 'dedicated_index', cluster: placement.cluster, index: placement.index }
    },
  }),
}
