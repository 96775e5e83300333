import { mutant } from '../mutant.ts'

export const lateDeltasDoNotFillGaps = mutant({
  id: 'nodedb/late-deltas-do-not-fill-gaps',
  violates: 'NDB-115',
  explain: 'A late delta that fills a gap is dropped.',
  part: 'intake',
  apply: (original) => ({
    expected: (stream, delta, outcome) => {
      if (stream.phase !== 'gapped' || stream.need === undefined || stream.need.attempts > 0)
        original.expected(stream, delta, outcome)
    },
  }),
})
