import { mutant } from '../mutant.ts'

export const requestsAreNeverRepeated = mutant({
  id: 'nodedb/requests-are-never-repeated',
  violates: 'NDB-057',
  explain: 'A request that stays unanswered is not repeated.',
  part: 'needs',
  apply: () => ({ due: () => undefined }),
})
