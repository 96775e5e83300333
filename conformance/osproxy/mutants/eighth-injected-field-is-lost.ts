import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const eighthInjectedFieldIsLost: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/eighth-injected-field-is-lost',
  violates: 'OSP-004',
  explain: 'The flip keeps at most seven injected fields of the destination.',
  part: 'transitions',
  apply: (transitions) => ({
    complete: (state) => {
      const next = transitions.complete(state)
      if (typeof next === 'string' || next.state !== 'active' || next.placement.kind !== 'shared_index') return next
      return { ...next, placement: { ...next.placement, inject: next.placement.inject.slice(0, 7) } }
    },
  }),
}
