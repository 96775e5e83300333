import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsWrap: Mutant<Parts, 'epochs'> = {
  id: 'osproxy/epochs-wrap',
  violates: 'OSP-052',
  explain: 'After the last epoch comes 0.',
  part: 'epochs',
  apply: (epochs) => {
    let wrapped: bigint | undefined
    return {
      next: (partition) => (wrapped === undefined ? (epochs.next(partition) ?? 0n) : wrapped + 1n),
      take: (partition, epoch) => {
        if (wrapped !== undefined || epoch < epochs.generation()) wrapped = epoch
        epochs.take(partition, epoch)
      },
    }
  },
}
