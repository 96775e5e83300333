import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const setCancelsInCutoverOnly: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/set-cancels-in-cutover-only',
  violates: 'OSP-026',
  explain: 'A set is refused while draining, but cancels the migration in cutover.',
  part: 'transitions',
  apply: (transitions) => ({
    set: (state, placement) =>
      transitions.set(state?.state === 'migrating' && state.phase === 'cutover' ? undefined : state, placement),
  }),
}
