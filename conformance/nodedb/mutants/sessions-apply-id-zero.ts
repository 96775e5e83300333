import { mutant } from '../mutant.ts'

export const sessionsApplyIdZero = mutant({
  id: 'nodedb/sessions-apply-id-zero',
  violates: 'NDB-068',
  explain: 'A session applies a delta with id 0.',
  part: 'verdicts',
  apply: (original) => ({
    objection: (session, delta) => {
      const objection = original.objection(session, delta)
      return objection?.reason === 'id zero' ? undefined : objection
    },
  }),
})
