import { variant } from '../mutant.ts'

export const emptyDeltasDelete = variant({
  id: 'nodedb/empty-deltas-delete',
  explain: 'A session takes an empty delta as a deletion.',
  part: 'choices',
  apply: () => ({ emptyDelta: () => 'delete' as const }),
})
