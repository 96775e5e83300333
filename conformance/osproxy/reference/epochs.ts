import type { Parts } from './parts.ts'

/** Largest epoch there is. */
export const lastEpoch = 2n ** 64n - 1n

/** Where epochs come from: one generation counter for the whole store (OSP-046, OSP-047). */
export interface Epochs {
  /** The epoch that the next change of the partition would get; undefined when none is left (OSP-052). Takes nothing. */
  next(partition: string): bigint | undefined
  /** The epoch was given to the partition, now or before a restart. */
  take(partition: string, epoch: bigint): void
  /** The store stops: what was taken is told again from the journal. */
  forget(): void
  /** Largest epoch handed out, 0 when none was (OSP-050). */
  generation(): bigint
  /** Whether one counter serves all partitions, so that a store-wide generation can be shown. */
  storeWide(): boolean
}

export function createEpochs(parts: Parts): Epochs {
  let largest: bigint | undefined
  return {
    next: () => {
      const before = largest ?? parts.settings.initialGeneration()
      return before === lastEpoch ? undefined : before + 1n
    },
    take: (_, epoch) => {
      if (largest === undefined || epoch > largest) largest = epoch
    },
    forget: () => {
      largest = undefined
    },
    generation: () => largest ?? 0n,
    storeWide: () => true,
  }
}
