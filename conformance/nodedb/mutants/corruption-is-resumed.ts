import { mutant } from '../mutant.ts'

export const corruptionIsResumed = mutant({
  id: 'nodedb/corruption-is-resumed',
  violates: 'NDB-086',
  explain: 'A peer that lost its state and names an id gets a replay.',
  part: 'answering',
  apply: () => ({
    everything: ({ from_mutation_id }) => from_mutation_id === '0',
  }),
})
