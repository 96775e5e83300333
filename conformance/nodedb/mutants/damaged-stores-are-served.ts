import { mutant } from '../mutant.ts'

export const damagedStoresAreServed = mutant({
  id: 'nodedb/damaged-stores-are-served',
  violates: 'NDB-048',
  explain: 'A damaged store is served, and nothing is asked for.',
  part: 'durable',
  apply: () => ({
    corrupt: (stream) => {
      stream.phase = 'live'
    },
  }),
})
