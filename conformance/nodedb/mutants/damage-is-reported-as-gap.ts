import { mutant } from '../mutant.ts'

export const damageIsReportedAsGap = mutant({
  id: 'nodedb/damage-is-reported-as-gap',
  violates: 'NDB-045',
  explain: 'A damaged delta is asked for as a gap.',
  part: 'requests',
  apply: (_original, parts) => ({
    mismatch: (stream) => parts.requests.gap(stream),
  }),
})
