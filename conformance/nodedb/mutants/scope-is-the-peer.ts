import { mutant } from '../mutant.ts'

export const scopeIsThePeer = mutant({
  id: 'nodedb/scope-is-the-peer',
  violates: 'NDB-044',
  explain: 'The scope of a request is the peer instead of the collection.',
  part: 'requests',
  apply: () => ({ scope: ({ peer }) => peer }),
})
