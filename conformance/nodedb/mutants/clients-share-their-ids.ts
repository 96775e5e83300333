import { mutant } from '../mutant.ts'

export const clientsShareTheirIds = mutant({
  id: 'nodedb/clients-share-their-ids',
  violates: 'NDB-119',
  explain: 'A session knows a mutation by collection and id, whoever pushed it.',
  part: 'verdicts',
  apply: (original) => {
    const applied = new Set<string>()
    return {
      known: (delta) => applied.has(JSON.stringify([delta.collection, delta.mutation_id])),
      remember: (delta) => {
        applied.add(JSON.stringify([delta.collection, delta.mutation_id]))
        original.remember(delta)
      },
    }
  },
})
