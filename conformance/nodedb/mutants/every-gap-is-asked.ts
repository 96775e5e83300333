import { mutant } from '../mutant.ts'

export const everyGapIsAsked = mutant({
  id: 'nodedb/every-gap-is-asked',
  violates: 'NDB-056',
  explain: 'Every delta beyond a gap causes a request.',
  part: 'needs',
  apply: (_original, parts) => ({
    gap: (stream, outcome) => {
      stream.phase = 'gapped'
      parts.needs.ask(stream, outcome)
    },
  }),
})
