import { variant } from '../mutant.ts'

export const refusesWithOtherWords = variant({
  id: 'nodedb/refuses-with-other-words',
  explain: 'Rejections use other words.',
  part: 'verdicts',
  apply: (original) => ({
    objection: (session, delta) => {
      const objection = original.objection(session, delta)
      return objection === undefined ? undefined : { ...objection, reason: 'no' }
    },
  }),
})
