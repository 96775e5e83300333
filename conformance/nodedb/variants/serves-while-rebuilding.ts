import { variant } from '../mutant.ts'

export const servesWhileRebuilding = variant({
  id: 'nodedb/serves-while-rebuilding',
  explain: 'After divergence and escalation the old state is served until the snapshot comes.',
  part: 'choices',
  apply: () => ({ servesWhileRebuilding: () => true }),
})
