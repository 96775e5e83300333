import { variant } from '../mutant.ts'

export const asksForAllCollections = variant({
  id: 'nodedb/asks-for-all-collections',
  explain: 'Every request is for all collections.',
  part: 'requests',
  apply: () => ({ scope: () => '' }),
})
