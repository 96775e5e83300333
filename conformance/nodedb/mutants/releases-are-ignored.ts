import { mutant } from '../mutant.ts'

export const releasesAreIgnored = mutant({
  id: 'nodedb/releases-are-ignored',
  violates: 'NDB-107',
  explain: 'A release has no effect.',
  part: 'limits',
  apply: (original) => ({
    heed: (peer, message) => {
      if (message.throttle) original.heed(peer, message)
    },
  }),
})
