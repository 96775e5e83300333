import { variant } from '../mutant.ts'

export const silentAboutUnknownCollections = variant({
  id: 'nodedb/silent-about-unknown-collections',
  explain: 'A request for a collection that is not there is not answered.',
  part: 'choices',
  apply: () => ({ unknownCollection: () => 'silent' as const }),
})
