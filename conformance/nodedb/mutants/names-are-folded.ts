import { mutant } from '../mutant.ts'

export const namesAreFolded = mutant({
  id: 'nodedb/names-are-folded',
  violates: 'NDB-062',
  explain: 'Collections whose names differ in case are one.',
  part: 'streams',
  apply: (original) => ({ of: (peer, collection) => original.of(peer, collection.toLowerCase()) }),
})
