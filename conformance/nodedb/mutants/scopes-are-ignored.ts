import { mutant } from '../mutant.ts'

export const scopesAreIgnored = mutant({
  id: 'nodedb/scopes-are-ignored',
  violates: 'NDB-081',
  explain: 'A request for one collection is answered for all.',
  part: 'answering',
  apply: (_original, parts) => ({
    scope: (peer) => parts.log.collections().filter((name) => parts.peers.may(peer, name)),
  }),
})
