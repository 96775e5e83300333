import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const deletesSkipTheGate: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/deletes-skip-the-gate',
  violates: 'OSP-091',
  explain: 'Deletes are sent without asking the gate.',
  part: 'dispatch',
  apply: (dispatch) => ({ gated: (operation) => operation.action !== 'delete' && dispatch.gated(operation) }),
}
