import { mutant } from '../mutant.ts'

export const defaultRatesSpeedUp = mutant({
  id: 'nodedb/default-rates-speed-up',
  violates: 'NDB-106',
  explain: 'The default rate holds also where it is above the rate of a free peer.',
  part: 'limits',
  apply: (original, parts) => ({
    effective: (suggested) => (suggested === 0n ? parts.settings.defaultRate() : original.effective(suggested)),
  }),
})
