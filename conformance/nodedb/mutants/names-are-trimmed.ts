import { mutant } from '../mutant.ts'

export const namesAreTrimmed = mutant({
  id: 'nodedb/names-are-trimmed',
  violates: 'NDB-062',
  explain: 'Blanks around the name of a collection do not count.',
  part: 'streams',
  apply: (original) => ({ of: (peer, collection) => original.of(peer, collection.trim()) }),
})
