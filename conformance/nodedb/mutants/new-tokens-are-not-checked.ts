import { mutant } from '../mutant.ts'

export const newTokensAreNotChecked = mutant({
  id: 'nodedb/new-tokens-are-not-checked',
  violates: 'NDB-117',
  explain: 'TokenRefresh succeeds with every token.',
  part: 'sessions',
  apply: (original) => ({
    other: (message) =>
      message.type === 'TokenRefresh'
        ? [{ type: 'TokenRefreshAck', success: true, expires_in_secs: '3600' }]
        : original.other(message),
  }),
})
