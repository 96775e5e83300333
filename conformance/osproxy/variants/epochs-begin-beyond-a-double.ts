import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsBeginBeyondADouble: Variant<Parts, 'epochs'> = {
  id: 'osproxy/epochs-begin-beyond-a-double',
  explain: 'The first epoch is 2^53 + 5, unless the generation was seeded.',
  part: 'epochs',
  apply: (epochs, parts) => ({
    next: (partition) => {
      const epoch = epochs.next(partition)
      return epoch === 1n && parts.settings.initialGeneration() === 0n ? 2n ** 53n + 5n : epoch
    },
  }),
}
