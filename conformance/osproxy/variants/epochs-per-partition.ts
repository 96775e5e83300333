import type { Variant } from '../../kit/mutation/mutant.ts'
import { lastEpoch } from '../reference/epochs.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsPerPartition: Variant<Parts, 'epochs'> = {
  id: 'osproxy/epochs-per-partition',
  explain: 'Each partition counts its own epochs, so that partitions share numbers and there is no generation to show.',
  part: 'epochs',
  apply: (_, parts) => {
    const latest = new Map<string, bigint>()
    return {
      next: (partition) => {
        const before = latest.get(partition) ?? parts.settings.initialGeneration()
        return before === lastEpoch ? undefined : before + 1n
      },
      take: (partition, epoch) => {
        latest.set(partition, epoch)
      },
      forget: () => latest.clear(),
      storeWide: () => false,
    }
  },
}
