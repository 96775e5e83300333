import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const repeatedCutoverIsAccepted: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/repeated-cutover-is-accepted',
  violates: 'OSP-031',
  explain: 'Entering cutover again succeeds with a fresh epoch.',
  part: 'transitions',
  apply: (transitions) => ({
    enter: (state) =>
      state.state === 'migrating' && state.phase === 'cutover' ? { ...state } : transitions.enter(state),
  }),
}
