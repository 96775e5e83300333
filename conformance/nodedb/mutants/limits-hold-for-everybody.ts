import { mutant } from '../mutant.ts'

export const limitsHoldForEverybody = mutant({
  id: 'nodedb/limits-hold-for-everybody',
  violates: 'NDB-104',
  explain: 'A throttle of one peer slows all of them.',
  part: 'limits',
  apply: (original, parts) => ({
    heed: (_peer, message) => {
      for (const peer of parts.pacing.all()) original.heed(peer, message)
    },
  }),
})
