import { mutant } from '../mutant.ts'

export const idZeroIsADamagedDelta = mutant({
  id: 'nodedb/id-zero-is-a-damaged-delta',
  violates: 'NDB-068',
  explain: 'A delta with id 0 counts as damaged.',
  part: 'classifier',
  apply: (original) => ({
    kind: (stream, delta) => {
      const kind = original.kind(stream, delta)
      return kind === 'zero' ? 'damaged' : kind
    },
  }),
})
