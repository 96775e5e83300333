import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Deltas kept ahead of a gap and applied wrongly. */
export const holdMutants: readonly Mutant<Parts, 'hold'>[] = [
  {
    id: 'nodedb/held-deltas-come-as-they-came',
    violates: 'NDB-055',
    explain: 'Held deltas are applied in the order in which they came.',
    part: 'hold',
    apply: () => ({
      take: (stream) => {
        const [first] = stream.held.values()
        if (first === undefined) return undefined
        stream.held.delete(first.id)
        return first.id < stream.next ? undefined : first
      },
    }),
  },
  {
    id: 'nodedb/held-deltas-are-compared-as-text',
    violates: 'NDB-055',
    explain: 'What was held back is applied in the order of its ids as text.',
    part: 'hold',
    apply: (original) => ({
      take: (stream) => {
        const [first] = [...stream.held.keys()].map(String).sort()
        if (stream.held.size < 10 || first === undefined) return original.take(stream)
        const delta = stream.held.get(BigInt(first))
        stream.held.delete(BigInt(first))
        return delta
      },
    }),
  },
]
