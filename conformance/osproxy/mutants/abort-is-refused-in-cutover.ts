import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const abortIsRefusedInCutover: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/abort-is-refused-in-cutover',
  violates: 'OSP-037',
  explain: 'A migration in cutover cannot be aborted. Seen in the field in a port of the protocol.',
  part: 'transitions',
  apply: (transitions) => ({
    abort: (state) =>
      state.state === 'migrating' && state.phase === 'cutover' ? 'not_draining' : transitions.abort(state),
  }),
}
