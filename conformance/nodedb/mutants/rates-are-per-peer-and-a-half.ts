import { mutant } from '../mutant.ts'

export const ratesArePerPeerAndAHalf = mutant({
  id: 'nodedb/rates-are-per-peer-and-a-half',
  violates: 'NDB-105',
  explain: 'The rate is exceeded by half.',
  part: 'limits',
  apply: (original) => ({ effective: (suggested) => original.effective(suggested) * (suggested === 0n ? 1 : 1.5) }),
})
