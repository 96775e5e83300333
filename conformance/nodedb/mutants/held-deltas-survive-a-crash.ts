import { mutant } from '../mutant.ts'

export const heldDeltasSurviveACrash = mutant({
  id: 'nodedb/held-deltas-survive-a-crash',
  violates: 'NDB-054',
  explain: 'A crash applies the last delta again.',
  part: 'durable',
  apply: (original) => ({
    recover: (stream, outcome) => {
      original.recover(stream, outcome)
      if (stream.next > 1n)
        outcome.applied.push({ peer: stream.peer, collection: stream.collection, mutation_id: `${stream.next - 1n}` })
    },
  }),
})
