import { mutant } from '../mutant.ts'

export const nextIsADouble = mutant({
  id: 'nodedb/next-is-a-double',
  violates: 'NDB-069',
  explain: 'The next id is computed in doubles.',
  part: 'applier',
  apply: () => ({ following: (id) => BigInt(Number(id) + 1) }),
})
