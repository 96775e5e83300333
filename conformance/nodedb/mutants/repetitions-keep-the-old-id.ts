import { mutant } from '../mutant.ts'

export const repetitionsKeepTheOldId = mutant({
  id: 'nodedb/repetitions-keep-the-old-id',
  violates: 'NDB-057',
  explain: 'A repeated request is sent when a minute has passed, not at its interval.',
  part: 'needs',
  apply: (original) => ({
    due: (stream) => {
      const due = original.due(stream)
      return due === undefined ? undefined : due + 1
    },
  }),
})
