import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const beginRedirectsInCutover: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/begin-redirects-in-cutover',
  violates: 'OSP-028',
  explain: 'Begin on a partition in cutover starts a new migration from the same origin.',
  part: 'transitions',
  apply: (transitions) => ({
    begin: (state, to) =>
      state.state === 'migrating' && state.phase === 'cutover'
        ? transitions.begin({ state: 'active', placement: state.from }, to)
        : transitions.begin(state, to),
  }),
}
