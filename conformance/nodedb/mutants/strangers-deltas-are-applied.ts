import { mutant } from '../mutant.ts'

export const strangersDeltasAreApplied = mutant({
  id: 'nodedb/strangers-deltas-are-applied',
  violates: 'NDB-117',
  explain: 'A delta is applied before the handshake.',
  part: 'verdicts',
  apply: (original) => ({
    objection: (session, delta) => original.objection({ ...session, authenticated: true }, delta),
  }),
})
