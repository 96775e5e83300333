import { variant } from '../mutant.ts'

export const collectionsInReverse = variant({
  id: 'nodedb/collections-in-reverse',
  explain: 'Collections are served in reverse order.',
  part: 'log',
  apply: (original) => ({ collections: () => [...original.collections()].reverse() }),
})
