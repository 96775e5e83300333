import { mutant } from '../mutant.ts'

export const oneCollectionBeyondIsEnough = mutant({
  id: 'nodedb/one-collection-beyond-is-enough',
  violates: 'NDB-075',
  explain:
    'A request from beyond the head of one collection is answered with a snapshot of it, although another reaches the id.',
  part: 'answering',
  apply: (_original, parts) => ({
    beyond: (from, scope) => scope.some((name) => from > parts.log.head(name) + 1n),
  }),
})
