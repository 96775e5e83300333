import { variant } from '../mutant.ts'

export const holdsWhileRebuilding = variant({
  id: 'nodedb/holds-while-rebuilding',
  explain: 'Deltas that arrive while everything is rebuilt are held back.',
  part: 'choices',
  apply: () => ({ holdsWhileRebuilding: () => true }),
})
