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
  {
    id: 'osproxy/controller-keeps-eight-waits',
    violates: 'OSP-118',
    explain: 'A controller remembers eight waits; the oldest makes room for the ninth.',
    part: 'waits',
    apply: (waits) => {
      const kept = new Map<number, string[]>()
      return {
        start: (number, partition, wait) => {
          const others = (kept.get(number) ?? []).filter((name) => name !== partition)
          if (others.length === 8) waits.end(number, others.shift() as string)
          kept.set(number, [...others, partition])
          waits.start(number, partition, wait)
        },
      }
    },
  },
  {
    id: 'osproxy/waits-are-kept-by-path',
    violates: 'OSP-077',
    explain: 'Waits are kept under a path, which is made simpler: two partitions share one.',
    part: 'waits',
    apply: (waits) => {
      const simpler = (partition: string): string => partition.replaceAll('/./', '/')
      return {
        get: (number, partition) => waits.get(number, simpler(partition)),
        start: (number, partition, wait) => waits.start(number, simpler(partition), wait),
        end: (number, partition) => waits.end(number, simpler(partition)),
      }
    },
  },
  {
    id: 'osproxy/waits-are-swept-after-an-hour',
    violates: 'OSP-118',
    explain: 'A wait that is an hour old is taken for forgotten, and starts anew with the next look.',
    part: 'waits',
    apply: (waits, parts) => ({
      get: (number, partition) => {
        const wait = waits.get(number, partition)
        return wait !== undefined && parts.clock.now() - wait.since > 3_600_000_000_000n ? undefined : wait
      },
    }),
  },
  {
    id: 'osproxy/late-second-cutover-keeps-the-first-wait',
    violates: 'OSP-070',
    explain: 'A wait that is over stays on record and serves for the next cutover of the partition.',
    part: 'waits',
    apply: (waits, parts) => ({
      start: (number, partition, wait) => {
        const before = waits.get(number, partition)
        const over = before !== undefined && parts.clock.now() - before.since > parts.barrier.length(number)
        waits.start(number, partition, over ? { ...wait, since: before.since } : wait)
      },
      end: () => undefined,
    }),
  },
  {
    id: 'osproxy/controller-keeps-512-waits',
    violates: 'OSP-118',
    explain: 'A controller remembers 512 waits; one that comes after them is not kept.',
    part: 'waits',
    apply: (waits) => {
      const kept = new Set<string>()
      return {
        start: (number, partition, wait) => {
          if (kept.size < 512) kept.add(partition)
          if (kept.has(partition)) waits.start(number, partition, wait)
        },
      }
    },
  },
]
