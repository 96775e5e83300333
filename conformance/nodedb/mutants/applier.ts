import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Deltas that are applied twice, or followed by a wrong id. */
export const applierMutants: readonly Mutant<Parts, 'applier'>[] = [
  {
    id: 'nodedb/held-deltas-are-applied-twice',
    violates: 'NDB-054',
    explain: 'A delta that was held back is applied twice.',
    part: 'applier',
    apply: (original) => ({
      drain: (stream, outcome) => {
        const before = outcome.applied.length
        original.drain(stream, outcome)
        outcome.applied.push(...outcome.applied.slice(before))
      },
    }),
  },
  {
    id: 'nodedb/ids-wrap',
    violates: 'NDB-069',
    explain: 'After the last id comes 0.',
    part: 'applier',
    apply: () => ({ following: (id) => BigInt.asUintN(64, id + 1n) }),
  },
  {
    id: 'nodedb/next-is-a-double',
    violates: 'NDB-069',
    explain: 'The next id is computed in doubles.',
    part: 'applier',
    apply: () => ({ following: (id) => BigInt(Number(id) + 1) }),
  },
]
