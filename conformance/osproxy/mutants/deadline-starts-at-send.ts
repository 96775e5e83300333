import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const deadlineStartsAtSend: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/deadline-starts-at-send',
  violates: 'OSP-107',
  explain: 'The deadline of a write starts when it is sent. Seen in the field.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    send: (operation) => {
      operation.gatedAt = parts.clock.elapsed()
      dispatch.send(operation)
    },
  }),
}
