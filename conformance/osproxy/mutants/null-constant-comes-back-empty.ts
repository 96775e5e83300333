import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const nullConstantComesBackEmpty: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/null-constant-comes-back-empty',
  violates: 'OSP-004',
  explain: 'An injected constant null of the origin comes back from an abort as an empty text.',
  part: 'transitions',
  apply: (transitions) => ({
    abort: (state) => {
      const next = transitions.abort(state)
      if (typeof next === 'string' || next.state !== 'active' || next.placement.kind !== 'shared_index') return next
      const inject = next.placement.inject.map(({ name, value }) => ({
        name,
        value: value.kind === 'constant' && value.json === null ? { ...value, json: '' } : value,
      }))
      return { ...next, placement: { ...next.placement, inject } }
    },
  }),
}
