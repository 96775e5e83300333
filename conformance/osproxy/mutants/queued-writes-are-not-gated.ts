import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const queuedWritesAreNotGated: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/queued-writes-are-not-gated',
  violates: 'OSP-090',
  explain:
    'Asynchronous writes are queued without asking the gate, although they are declared gated. Seen in the field.',
  part: 'dispatch',
  apply: (dispatch) => ({ gated: (operation) => !operation.queued && dispatch.gated(operation) }),
}
