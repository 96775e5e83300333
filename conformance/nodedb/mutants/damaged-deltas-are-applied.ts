import { mutant } from '../mutant.ts'

export const damagedDeltasAreApplied = mutant({
  id: 'nodedb/damaged-deltas-are-applied',
  violates: 'NDB-046',
  explain: 'A damaged delta is applied.',
  part: 'classifier',
  apply: (original) => ({
    kind: (stream, delta) => {
      const kind = original.kind(stream, delta)
      return kind === 'damaged' ? 'expected' : kind
    },
  }),
})
