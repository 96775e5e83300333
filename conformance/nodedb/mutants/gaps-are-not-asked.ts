import { mutant } from '../mutant.ts'

export const gapsAreNotAsked = mutant({
  id: 'nodedb/gaps-are-not-asked',
  violates: 'NDB-041',
  explain: 'A gap is noticed and not asked for.',
  part: 'intake',
  apply: () => ({
    ahead: (stream, delta) => {
      stream.until = delta.id
    },
  }),
})
