import { variant } from '../mutant.ts'

export const pushesWithoutBurst = variant({
  id: 'nodedb/pushes-without-burst',
  explain: 'A limited peer gets one delta at a time.',
  part: 'limits',
  apply: () => ({ burst: () => 1 }),
})
