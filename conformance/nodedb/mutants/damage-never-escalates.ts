import { mutant } from '../mutant.ts'

export const damageNeverEscalates = mutant({
  id: 'nodedb/damage-never-escalates',
  violates: 'NDB-070',
  explain: 'Any number of bad copies is asked for again one by one.',
  part: 'intake',
  apply: (original) => ({
    damaged: (stream, outcome) => {
      stream.bad = Math.min(stream.bad, 1)
      original.damaged(stream, outcome)
    },
  }),
})
