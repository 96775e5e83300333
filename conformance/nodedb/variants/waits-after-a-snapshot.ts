import { variant } from '../mutant.ts'

export const waitsAfterASnapshot = variant({
  id: 'nodedb/waits-after-a-snapshot',
  explain: 'What a snapshot leaves missing is asked for at the next interval.',
  part: 'choices',
  apply: () => ({ promptAfterSnapshot: () => false }),
})
