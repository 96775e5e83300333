import { mutant } from '../mutant.ts'

export const lateDeltasMoveBack = mutant({
  id: 'nodedb/late-deltas-move-back',
  violates: 'NDB-052',
  explain: 'A late delta sets the expected id back.',
  part: 'classifier',
  apply: (original) => ({
    behind: (stream, id) => {
      if (!original.behind(stream, id)) return false
      stream.next = id + 1n
      return true
    },
  }),
})
