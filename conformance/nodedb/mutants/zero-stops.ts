import { mutant } from '../mutant.ts'

export const zeroStops = mutant({
  id: 'nodedb/zero-stops',
  violates: 'NDB-106',
  explain: 'Suggested rate 0 means stop.',
  part: 'limits',
  apply: (original) => ({ effective: (suggested) => (suggested === 0n ? 0.01 : original.effective(suggested)) }),
})
