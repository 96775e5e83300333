import { mutant } from '../mutant.ts'

export const intervalsDoNotGrow = mutant({
  id: 'nodedb/intervals-do-not-grow',
  violates: 'NDB-058',
  explain: 'Requests are repeated at the first interval for ever.',
  part: 'needs',
  apply: () => ({ interval: (wait) => wait }),
})
