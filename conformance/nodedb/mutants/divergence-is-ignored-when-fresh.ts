import { mutant } from '../mutant.ts'

export const divergenceIsIgnoredWhenFresh = mutant({
  id: 'nodedb/divergence-is-ignored-when-fresh',
  violates: 'NDB-049',
  explain: 'Divergence is ignored on a fresh stream.',
  part: 'intake',
  apply: (original) => ({
    diverged: (stream, outcome) => {
      if (stream.phase !== 'fresh') original.diverged(stream, outcome)
    },
  }),
})
