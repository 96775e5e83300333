import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const completionSkipsCutover: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/completion-skips-cutover',
  violates: 'OSP-034',
  explain: 'Completion in draining flips at once.',
  part: 'transitions',
  apply: (transitions) => ({
    complete: (state) =>
      state.state === 'migrating' ? { state: 'active', placement: state.to } : transitions.complete(state),
  }),
}
