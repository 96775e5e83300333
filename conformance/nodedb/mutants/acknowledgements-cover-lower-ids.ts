import { mutant } from '../mutant.ts'

export const acknowledgementsCoverLowerIds = mutant({
  id: 'nodedb/acknowledgements-cover-lower-ids',
  violates: 'NDB-119',
  explain: 'An acknowledgement covers all lower ids.',
  part: 'peers',
  apply: () => ({
    acknowledge: ({ pending }, collection, id) => {
      const ids = pending.get(collection)
      for (const lower of ids ?? []) if (lower <= id) ids?.delete(lower)
    },
  }),
})
