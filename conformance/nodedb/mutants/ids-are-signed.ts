import { mutant } from '../mutant.ts'

export const idsAreSigned = mutant({
  id: 'nodedb/ids-are-signed',
  violates: 'NDB-069',
  explain: 'Ids are compared as signed numbers.',
  part: 'classifier',
  apply: () => ({
    behind: ({ next }, id) => BigInt.asIntN(64, id) < BigInt.asIntN(64, next),
    ahead: ({ next }, id) => BigInt.asIntN(64, id) > BigInt.asIntN(64, next),
  }),
})
