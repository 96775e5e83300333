import { variant } from '../mutant.ts'

export const adoptsTheFirstDelta = variant({
  id: 'nodedb/adopts-the-first-delta',
  explain: 'A first delta above id 1 is taken as the beginning, as declared.',
  part: 'settings',
  apply: () => ({ baseline: () => 'adopt' as const }),
})
