import { mutant } from '../mutant.ts'

export const highIdsAreOnlyAcknowledged = mutant({
  id: 'nodedb/high-ids-are-only-acknowledged',
  violates: 'NDB-119',
  explain: 'Ids from 2^63 on are acknowledged and not applied.',
  part: 'verdicts',
  apply: (original) => ({
    known: (delta) => BigInt(delta.mutation_id) >= 2n ** 63n || original.known(delta),
  }),
})
