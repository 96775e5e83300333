import { mutant } from '../mutant.ts'

export const burstsAreDouble = mutant({
  id: 'nodedb/bursts-are-double',
  violates: 'NDB-105',
  explain: 'Twice the rate goes at once.',
  part: 'limits',
  apply: () => ({ burst: (rate) => 2 * Math.max(1, rate) }),
})
