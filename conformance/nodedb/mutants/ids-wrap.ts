import { mutant } from '../mutant.ts'

export const idsWrap = mutant({
  id: 'nodedb/ids-wrap',
  violates: 'NDB-069',
  explain: 'After the last id comes 0.',
  part: 'applier',
  apply: () => ({ following: (id) => BigInt.asUintN(64, id + 1n) }),
})
