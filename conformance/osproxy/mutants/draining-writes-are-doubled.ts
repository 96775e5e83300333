import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { targetOf } from '../reference/placement.ts'

export const drainingWritesAreDoubled: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/draining-writes-are-doubled',
  violates: 'OSP-095',
  explain: 'While a partition drains, its writes go to both placements.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    send: (operation) => {
      dispatch.send(operation)
      const state = parts.table.read(operation.partition ?? '')?.state
      if (operation.sentTo === undefined || state?.state !== 'migrating' || state.phase !== 'draining') return
      parts.upstream.apply({ ...operation, sentTo: targetOf(state.to) })
    },
  }),
}
