import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const samePlacementIsRefusedAsDeclared: Variant<Parts, 'choices'> = {
  id: 'osproxy/same-placement-is-refused-as-declared',
  explain: 'A destination equal to the current placement is refused, and the statement says so.',
  part: 'choices',
  apply: () => ({ samePlacement: () => 'refuse' }),
}
