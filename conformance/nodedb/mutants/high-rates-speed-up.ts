import { mutant } from '../mutant.ts'

export const highRatesSpeedUp = mutant({
  id: 'nodedb/high-rates-speed-up',
  violates: 'NDB-110',
  explain: 'A suggested rate above the unthrottled one speeds the peer up.',
  part: 'limits',
  apply: (original) => ({
    effective: (suggested) => (suggested === 0n ? original.effective(suggested) : Number(suggested)),
  }),
})
