import { mutant } from '../mutant.ts'

export const gapsAreJumped = mutant({
  id: 'nodedb/gaps-are-jumped',
  violates: 'NDB-053',
  explain: 'After a gap the stream goes on behind what arrived.',
  part: 'intake',
  apply: (original) => ({
    ahead: (stream, delta, outcome) => {
      original.ahead(stream, delta, outcome)
      stream.next = delta.id + 1n
    },
  }),
})
