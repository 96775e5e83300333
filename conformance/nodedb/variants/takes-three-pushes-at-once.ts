import { variant } from '../mutant.ts'

export const takesThreePushesAtOnce = variant({
  id: 'nodedb/takes-three-pushes-at-once',
  explain: 'A session takes three deltas at once and two a second, and says so.',
  part: 'settings',
  apply: () => ({ pushBurst: () => 3, pushRate: () => 2 }),
})
