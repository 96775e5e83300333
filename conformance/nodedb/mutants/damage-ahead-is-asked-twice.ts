import { mutant } from '../mutant.ts'

export const damageAheadIsAskedTwice = mutant({
  id: 'nodedb/damage-ahead-is-asked-twice',
  violates: 'NDB-071',
  explain: 'A damaged delta ahead of a gap is asked for beside the gap.',
  part: 'intake',
  apply: (original, parts) => ({
    ahead: (stream, delta, outcome) => {
      original.ahead(stream, delta, outcome)
      if (!parts.checksum.good(delta)) parts.needs.ask(stream, outcome)
    },
  }),
})
