import { mutant } from '../mutant.ts'

export const emptyScopeIsTheFirstCollection = mutant({
  id: 'nodedb/empty-scope-is-the-first-collection',
  violates: 'NDB-082',
  explain: 'A request for all collections is answered for the first.',
  part: 'answering',
  apply: (original) => ({
    scope: (peer, collection) => original.scope(peer, collection).slice(0, 1),
  }),
})
