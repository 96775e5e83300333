import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const placedPartitionCannotBeSet: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/placed-partition-cannot-be-set',
  violates: 'OSP-025',
  explain: 'A partition that has a placement cannot be given another one.',
  part: 'transitions',
  apply: (transitions) => ({
    set: (state, placement) => (state === undefined ? transitions.set(state, placement) : 'already_migrating'),
  }),
}
