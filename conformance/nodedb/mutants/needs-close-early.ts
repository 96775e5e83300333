import { mutant } from '../mutant.ts'

export const needsCloseEarly = mutant({
  id: 'nodedb/needs-close-early',
  violates: 'NDB-061',
  explain: 'The first delta of a replay closes the need.',
  part: 'needs',
  apply: () => ({ complete: () => true }),
})
