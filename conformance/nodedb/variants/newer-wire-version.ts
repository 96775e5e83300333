import { variant } from '../mutant.ts'

export const newerWireVersion = variant({
  id: 'nodedb/newer-wire-version',
  explain: 'A session accepts wire versions up to 9.',
  part: 'choices',
  apply: () => ({ wireVersion: () => 9 }),
})
