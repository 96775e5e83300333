import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'
import { targetOf } from '../reference/placement.ts'

export const rejectedDeletesReachTheCluster: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/rejected-deletes-reach-the-cluster',
  violates: 'OSP-087',
  explain: 'A delete that the gate rejects is sent all the same.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    *gate(operation) {
      yield* dispatch.gate(operation)
      if (operation.end !== staleEpoch || operation.action !== 'delete' || operation.route === undefined) return
      parts.upstream.apply({ ...operation, sentTo: targetOf(operation.route.placement) })
    },
  }),
}
