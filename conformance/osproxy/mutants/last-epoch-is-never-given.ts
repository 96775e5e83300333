import type { Mutant } from '../../kit/mutation/mutant.ts'
import { lastEpoch } from '../reference/epochs.ts'
import type { Parts } from '../reference/parts.ts'

export const lastEpochIsNeverGiven: Mutant<Parts, 'epochs'> = {
  id: 'osproxy/last-epoch-is-never-given',
  violates: 'OSP-052',
  explain: 'Changes are refused while one epoch is still left.',
  part: 'epochs',
  apply: (epochs) => ({
    next: (partition) => {
      const epoch = epochs.next(partition)
      return epoch === lastEpoch ? undefined : epoch
    },
  }),
}
