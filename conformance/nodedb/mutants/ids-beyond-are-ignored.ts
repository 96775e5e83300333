import { mutant } from '../mutant.ts'

export const idsBeyondAreIgnored = mutant({
  id: 'nodedb/ids-beyond-are-ignored',
  violates: 'NDB-085',
  explain: 'A request from an id that was never issued is ignored.',
  part: 'answering',
  apply: () => ({ beyond: () => false }),
})
