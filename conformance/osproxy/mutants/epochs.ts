import type { Mutant } from '../../kit/mutation/mutant.ts'
import { lastEpoch } from '../reference/epochs.ts'
import type { Parts } from '../reference/parts.ts'

/** Epochs that do not grow by one for each change. */
export const epochsMutants: readonly Mutant<Parts, 'epochs'>[] = [
  {
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
  },
  {
    id: 'osproxy/generation-shows-the-next-number',
    violates: 'OSP-050',
    explain: 'The generation that is shown is the number that comes next.',
    part: 'epochs',
    apply: (epochs) => ({ generation: () => (epochs.generation() === 0n ? 0n : epochs.generation() + 1n) }),
  },
  {
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
  },
  {
    id: 'osproxy/epochs-stop-growing',
    violates: 'OSP-052',
    explain: 'At the top of the range changes go on with the same epoch.',
    part: 'epochs',
    apply: (epochs) => ({ next: (partition) => epochs.next(partition) ?? lastEpoch }),
  },
  {
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
  },
  {
    id: 'osproxy/every-4096th-change-keeps-the-epoch',
    violates: 'OSP-046',
    explain: 'Epochs come in blocks of 4096; the first of a new block is the last one again.',
    part: 'epochs',
    thorough: true,
    apply: (epochs) => {
      let given = 0
      return {
        next: (partition) => {
          const next = epochs.next(partition)
          return next !== undefined && given > 0 && given % 4096 === 0 ? next - 1n : next
        },
        take: (partition, epoch) => {
          given++
          epochs.take(partition, epoch)
        },
      }
    },
  },
]
