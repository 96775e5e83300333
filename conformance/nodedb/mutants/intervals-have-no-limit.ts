import { mutant } from '../mutant.ts'

export const intervalsHaveNoLimit = mutant({
  id: 'nodedb/intervals-have-no-limit',
  violates: 'NDB-057',
  explain: 'Intervals grow without limit.',
  part: 'needs',
  apply: () => ({ interval: (wait) => 2 * wait }),
})
