import { mutant } from '../mutant.ts'

export const damagedDeltasAreAcknowledged = mutant({
  id: 'nodedb/damaged-deltas-are-acknowledged',
  violates: 'NDB-118',
  explain: 'A delta with a wrong checksum is acknowledged.',
  part: 'verdicts',
  apply: () => ({ intact: () => true }),
})
