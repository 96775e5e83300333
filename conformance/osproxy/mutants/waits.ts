import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Waits of a controller that are kept or dropped wrongly. */
export const waitsMutants: readonly Mutant<Parts, 'waits'>[] = [
  {
    id: 'osproxy/wait-survives-a-restart',
    violates: 'OSP-071',
    explain: 'A restarted controller goes on with the wait of its predecessor.',
    part: 'waits',
    apply: () => ({ forget: () => undefined }),
  },
  {
    id: 'osproxy/partitions-share-one-wait',
    violates: 'OSP-077',
    explain: 'A controller remembers one wait for all partitions.',
    part: 'waits',
    apply: (waits) => ({
      get: (number) => waits.get(number, ''),
      start: (number, _, wait) => waits.start(number, '', wait),
      end: (number) => waits.end(number, ''),
    }),
  },
  {
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
  },
  {
    id: 'osproxy/second-cutover-never-completes',
    violates: 'OSP-118',
    explain: 'The wait for the second cutover of a partition is never remembered and starts anew with every attempt.',
    part: 'waits',
    apply: (waits) => {
      const first = new Map<string, bigint>()
      return {
        start: (number, partition, wait) => {
          const epoch = first.get(`${number} ${partition}`) ?? wait.epoch
          first.set(`${number} ${partition}`, epoch)
          if (wait.epoch === epoch) waits.start(number, partition, wait)
        },
      }
    },
  },
]
