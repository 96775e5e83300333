import { mutant } from '../mutant.ts'

export const knownIdsAreDoubles = mutant({
  id: 'nodedb/known-ids-are-doubles',
  violates: 'NDB-119',
  explain: 'A session compares the ids that it knows as doubles.',
  part: 'verdicts',
  apply: (original) => {
    const applied = new Set<string>()
    return {
      known: (delta) => applied.has(JSON.stringify([delta.peer_id, delta.collection, Number(delta.mutation_id)])),
      remember: (delta) => {
        applied.add(JSON.stringify([delta.peer_id, delta.collection, Number(delta.mutation_id)]))
        original.remember(delta)
      },
    }
  },
})
