import { mutant } from '../mutant.ts'

export const collectionsShareTheirIds = mutant({
  id: 'nodedb/collections-share-their-ids',
  violates: 'NDB-119',
  explain: 'A session knows a mutation by client and id, whatever its collection.',
  part: 'verdicts',
  apply: (original) => {
    const applied = new Set<string>()
    return {
      known: (delta) => applied.has(JSON.stringify([delta.peer_id, delta.mutation_id])),
      remember: (delta) => {
        applied.add(JSON.stringify([delta.peer_id, delta.mutation_id]))
        original.remember(delta)
      },
    }
  },
})
