import { mutant } from '../mutant.ts'

export const idsAloneTellDuplicates = mutant({
  id: 'nodedb/ids-alone-tell-duplicates',
  violates: 'NDB-119',
  explain: 'A session knows a mutation by its id alone.',
  part: 'verdicts',
  apply: (original) => {
    const applied = new Set<string>()
    return {
      known: (delta) => applied.has(delta.mutation_id),
      remember: (delta) => {
        applied.add(delta.mutation_id)
        original.remember(delta)
      },
    }
  },
})
