import { mutant } from '../mutant.ts'

export const heldDeltasAreAppliedTwice = mutant({
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
})
