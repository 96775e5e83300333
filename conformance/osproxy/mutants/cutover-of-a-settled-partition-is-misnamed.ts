import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverOfASettledPartitionIsMisnamed: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/cutover-of-a-settled-partition-is-misnamed',
  violates: 'OSP-032',
  explain: 'Entering cutover on a settled partition is refused with not_draining.',
  part: 'transitions',
  apply: (transitions) => ({
    enter: (state) => (state.state === 'active' ? 'not_draining' : transitions.enter(state)),
  }),
}
