import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const deadlineIsForgottenWhileWaiting: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/deadline-is-forgotten-while-waiting',
  violates: 'OSP-107',
  explain: 'Only writes in flight have a deadline; one that waits to be sent has none.',
  part: 'dispatch',
  apply: (dispatch) => ({ late: (operation) => operation.sentTo !== undefined && dispatch.late(operation) }),
}
