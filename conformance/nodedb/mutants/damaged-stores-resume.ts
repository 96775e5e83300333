import { mutant } from '../mutant.ts'

export const damagedStoresResume = mutant({
  id: 'nodedb/damaged-stores-resume',
  violates: 'NDB-048',
  explain: 'A damaged store is asked for from the next id instead of from the beginning.',
  part: 'requests',
  apply: () => ({
    from: ({ next }) => next,
  }),
})
