import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsInStepsOfSeven: Variant<Parts, 'epochs'> = {
  id: 'osproxy/epochs-in-steps-of-seven',
  explain: 'Epochs grow by seven, unless the generation was seeded.',
  part: 'epochs',
  apply: (epochs, parts) => ({
    next: (partition) => {
      const epoch = epochs.next(partition)
      return epoch === undefined || parts.settings.initialGeneration() > 0n ? epoch : epoch + 6n
    },
  }),
}
