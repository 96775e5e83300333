import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverForgetsTheInjection: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/cutover-forgets-the-injection',
  violates: 'OSP-030',
  explain: 'Cutover keeps cluster and index of the destination only.',
  part: 'transitions',
  apply: (transitions) => ({
    enter: (state) => {
      const next = transitions.enter(state)
      if (typeof next === 'string' || next.state === 'active' || next.to.kind !== 'shared_index') return next
      return { ...next, to: { kind: 'dedicated_index', cluster: next.to.cluster, index: next.to.index } }
    },
  }),
}
