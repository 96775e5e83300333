import { mutant } from '../mutant.ts'

export const reconnectsAreSilent = mutant({
  id: 'nodedb/reconnects-are-silent',
  violates: 'NDB-101',
  explain: 'An engaged requester is silent after a reconnect.',
  part: 'marks',
  apply: (original) => ({
    link: (up) => {
      original.link(up)
      return []
    },
  }),
})
