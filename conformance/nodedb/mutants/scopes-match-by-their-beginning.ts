import { mutant } from '../mutant.ts'

export const scopesMatchByTheirBeginning = mutant({
  id: 'nodedb/scopes-match-by-their-beginning',
  violates: 'NDB-081',
  explain: 'A scope means every collection whose name begins with it.',
  part: 'answering',
  apply: (original, parts) => ({
    scope: (peer, collection) =>
      original.scope(peer, '').filter((name) => name.startsWith(collection) && parts.log.has(name)),
  }),
})
