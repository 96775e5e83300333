import { mutant } from '../mutant.ts'

export const damageEscalatesEarly = mutant({
  id: 'nodedb/damage-escalates-early',
  violates: 'NDB-070',
  explain: 'The second bad copy already asks for everything.',
  part: 'intake',
  apply: (original) => ({
    damaged: (stream, outcome) => {
      if (stream.bad === 1) stream.bad = 2
      original.damaged(stream, outcome)
    },
  }),
})
