import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

export const repeatedBeginIsAccepted: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/repeated-begin-is-accepted',
  violates: 'OSP-028',
  explain: 'Begin on a draining partition is accepted if the destination is the same.',
  part: 'transitions',
  apply: (transitions) => ({
    begin: (state, to) => {
      const again = state.state === 'migrating' && state.phase === 'draining' && samePlacement(state.to, to)
      return again ? { ...state, to } : transitions.begin(state, to)
    },
  }),
}
