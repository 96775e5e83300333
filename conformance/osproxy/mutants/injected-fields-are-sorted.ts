import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Placement } from '../reference/placement.ts'

function sorted(placement: Placement): Placement {
  if (placement.kind !== 'shared_index') return placement
  return { ...placement, inject: [...placement.inject].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

export const injectedFieldsAreSorted: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/injected-fields-are-sorted',
  violates: 'OSP-004',
  explain: 'The destination of a migration is kept with its injected fields in alphabetical order.',
  part: 'transitions',
  apply: (transitions) => ({ begin: (state, to) => transitions.begin(state, sorted(to)) }),
}
