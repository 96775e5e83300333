import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverOfAnotherPartitionProlongsTheWait: Mutant<Parts, 'waits'> = {
  id: 'osproxy/cutover-of-another-partition-prolongs-the-wait',
  violates: 'OSP-077',
  explain: 'A new cutover starts the waits of all other partitions anew.',
  part: 'waits',
  apply: (waits) => {
    const waiting = new Map<number, Set<string>>()
    return {
      start: (number, partition, wait) => {
        const others = waiting.get(number) ?? new Set<string>()
        waiting.set(number, others.add(partition))
        waits.start(number, partition, wait)
        for (const other of others) {
          const its = waits.get(number, other)
          if (its !== undefined) waits.start(number, other, { ...its, since: wait.since })
        }
      },
    }
  },
}
