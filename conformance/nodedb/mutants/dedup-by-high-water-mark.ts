import { mutant } from '../mutant.ts'

export const dedupByHighWaterMark = mutant({
  id: 'nodedb/dedup-by-high-water-mark',
  violates: 'NDB-119',
  explain: 'An id below the highest one counts as applied.',
  part: 'verdicts',
  apply: (original) => {
    let highest = 0n
    return {
      known: (delta) => BigInt(delta.mutation_id) <= highest,
      remember: (delta) => {
        const id = BigInt(delta.mutation_id)
        if (id > highest) highest = id
        original.remember(delta)
      },
    }
  },
})
