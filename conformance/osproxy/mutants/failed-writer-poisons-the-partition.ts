import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { backendFailure } from '../reference/refusal.ts'

export const failedWriterPoisonsThePartition: Mutant<Parts, 'link'> = {
  id: 'osproxy/failed-writer-poisons-the-partition',
  violates: 'OSP-120',
  explain: 'After a change whose reply was lost the partition cannot be read through any caller.',
  part: 'link',
  apply: (link) => {
    const poisoned = new Set<string>()
    return {
      failure: (fault, change) => {
        if (fault.mode === 'after_apply' && change !== undefined) poisoned.add(change.partition)
        return link.failure(fault, change)
      },
      *state(caller, partition) {
        const answer = yield* link.state(caller, partition)
        return poisoned.has(partition) ? backendFailure('store poisoned', false) : answer
      },
    }
  },
}
