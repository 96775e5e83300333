import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const rejectInCutoverIsFinal: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/reject-in-cutover-is-final',
  violates: 'OSP-005',
  explain: 'A write rejected in cutover is told not to be tried again.',
  part: 'dispatch',
  apply: (dispatch) => ({
    *gate(operation) {
      yield* dispatch.gate(operation)
      const final = operation.end === staleEpoch && operation.route?.phase === 'cutover'
      if (final) operation.end = { ...staleEpoch, retryable: false }
    },
  }),
}
