import { mutant } from '../mutant.ts'

export const knownDeltasAreAppliedAgain = mutant({
  id: 'nodedb/known-deltas-are-applied-again',
  violates: 'NDB-119',
  explain: 'A delta that was applied is applied again.',
  part: 'verdicts',
  apply: () => ({ known: () => false }),
})
