import { mutant } from '../mutant.ts'

export const refusalsForTheRateBurnTheId = mutant({
  id: 'nodedb/refusals-for-the-rate-burn-the-id',
  violates: 'NDB-119',
  explain: 'A delta that is refused for the rate uses up its id.',
  part: 'verdicts',
  apply: (original, parts) => ({
    objection: (session, delta) => {
      const objection = original.objection(session, delta)
      if (objection?.hint?.kind === 'RateLimited') parts.verdicts.remember(delta)
      return objection
    },
  }),
})
