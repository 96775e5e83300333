import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const abortInDrainingGoesOn: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/abort-in-draining-goes-on',
  violates: 'OSP-036',
  explain: 'Abort in draining settles the partition at the destination.',
  part: 'transitions',
  apply: (transitions) => ({
    abort: (state) =>
      state.state === 'migrating' && state.phase === 'draining'
        ? { state: 'active', placement: state.to }
        : transitions.abort(state),
  }),
}
