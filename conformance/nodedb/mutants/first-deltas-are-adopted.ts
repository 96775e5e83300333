import { mutant } from '../mutant.ts'

export const firstDeltasAreAdopted = mutant({
  id: 'nodedb/first-deltas-are-adopted',
  violates: 'NDB-074',
  explain: 'A first delta above id 1 is taken as the beginning, undeclared.',
  part: 'classifier',
  apply: (_original, parts) => ({
    begins: ({ phase }, delta) => phase === 'fresh' && parts.checksum.good(delta),
  }),
})
