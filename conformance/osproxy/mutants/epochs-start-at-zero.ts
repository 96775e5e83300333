import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsStartAtZero: Mutant<Parts, 'epochs'> = {
  id: 'osproxy/epochs-start-at-zero',
  violates: 'OSP-045',
  explain: 'The first epoch is 0. Seen in the field in a port of the protocol.',
  part: 'epochs',
  apply: (epochs) => ({
    next: (partition) => {
      const epoch = epochs.next(partition)
      return epoch === undefined ? undefined : epoch - 1n
    },
    take: (partition, epoch) => epochs.take(partition, epoch + 1n),
    generation: () => (epochs.generation() === 0n ? 0n : epochs.generation() - 1n),
  }),
}
