import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const completionTurnsBack: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/completion-turns-back',
  violates: 'OSP-033',
  explain: 'Completion settles the partition at its origin when both placements are on one cluster.',
  part: 'transitions',
  apply: (transitions) => ({
    complete: (state) => {
      const next = transitions.complete(state)
      if (typeof next === 'string' || state.state === 'active') return next
      return state.from.cluster === state.to.cluster ? { state: 'active', placement: state.from } : next
    },
  }),
}
