import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const queuedDeletesAreNotGated: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/queued-deletes-are-not-gated',
  violates: 'OSP-090',
  explain: 'Asynchronous writes are gated, but deletes among them are not.',
  part: 'dispatch',
  apply: (dispatch) => ({
    gated: (operation) => !(operation.queued && operation.action === 'delete') && dispatch.gated(operation),
  }),
}
