import { variant } from '../mutant.ts'

export const holdsByDefault = variant({
  id: 'nodedb/holds-by-default',
  explain: 'Two deltas are held back by default, and the first interval is a second.',
  part: 'settings',
  apply: (original) => ({ holdMax: () => Math.max(2, original.holdMax()), backoffFirst: () => 1_000 }),
})
