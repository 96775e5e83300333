import { variant } from '../mutant.ts'

export const asksAfterARestart = variant({
  id: 'nodedb/asks-after-a-restart',
  explain: 'What is needed is asked for directly after a restart.',
  part: 'choices',
  apply: () => ({ asksAfterRestart: () => true }),
})
