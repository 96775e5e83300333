import { mutant } from '../mutant.ts'

export const tokensAreNotChecked = mutant({
  id: 'nodedb/tokens-are-not-checked',
  violates: 'NDB-117',
  explain: 'A handshake accepts every token.',
  part: 'sessions',
  apply: (original) => ({
    refusal: (handshake) => original.refusal({ ...handshake, jwt_token: '' }),
  }),
})
