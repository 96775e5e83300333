import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const surplusIndexIsAccepted: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/surplus-index-is-accepted',
  violates: 'OSP-003',
  explain: 'A dedicated cluster that names an index as well is accepted as a placement.',
  part: 'decoder',
  apply: (decoder) => ({
    placement: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
      if (value.kind !== 'dedicated_cluster') return decoder.placement(value)
      const { index: _, ...rest } = value
      return decoder.placement(rest)
    },
  }),
}
