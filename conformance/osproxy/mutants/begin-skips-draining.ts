import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const beginSkipsDraining: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/begin-skips-draining',
  violates: 'OSP-027',
  explain: 'A migration starts in cutover.',
  part: 'transitions',
  apply: (transitions) => ({
    begin: (state, to) => {
      const next = transitions.begin(state, to)
      return typeof next === 'string' || next.state === 'active' ? next : { ...next, phase: 'cutover' }
    },
  }),
}
