import { mutant } from '../mutant.ts'

export const deltasAreAppliedWhileRebuilding = mutant({
  id: 'nodedb/deltas-are-applied-while-rebuilding',
  violates: 'NDB-065',
  explain: 'Deltas are applied while everything is asked for.',
  part: 'intake',
  apply: (original, parts) => ({
    withheld: (stream, delta, outcome) => {
      if (delta.id === stream.next && parts.checksum.good(delta)) parts.applier.apply(stream, delta, outcome)
      else original.withheld(stream, delta, outcome)
    },
  }),
})
