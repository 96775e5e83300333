import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const rejectionHasAnotherCode: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/rejection-has-another-code',
  violates: 'OSP-088',
  explain: 'A write that was overtaken is answered as a version conflict.',
  part: 'dispatch',
  apply: (dispatch) => ({
    *gate(operation) {
      yield* dispatch.gate(operation)
      const overtaken = operation.end === staleEpoch && operation.route?.phase !== 'cutover'
      if (overtaken) operation.end = { ...staleEpoch, code: 'version_conflict' }
    },
  }),
}
