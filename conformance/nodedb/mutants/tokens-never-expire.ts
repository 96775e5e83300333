import { mutant } from '../mutant.ts'

export const tokensNeverExpire = mutant({
  id: 'nodedb/tokens-never-expire',
  violates: 'NDB-117',
  explain: 'A token is accepted after it expired.',
  part: 'sessions',
  apply: (original) => ({
    issue: (_, token) => original.issue(undefined, token),
  }),
})
