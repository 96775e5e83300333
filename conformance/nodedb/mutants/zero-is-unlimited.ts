import { mutant } from '../mutant.ts'

export const zeroIsUnlimited = mutant({
  id: 'nodedb/zero-is-unlimited',
  violates: 'NDB-106',
  explain: 'Suggested rate 0 means no limit.',
  part: 'limits',
  apply: (original, parts) => ({
    effective: (suggested) =>
      suggested === 0n ? (parts.settings.unthrottledRate() ?? 1e6) : original.effective(suggested),
  }),
})
