import { mutant } from '../mutant.ts'

export const releasesCarryARate = mutant({
  id: 'nodedb/releases-carry-a-rate',
  violates: 'NDB-107',
  explain: 'The rate of a release is taken as a limit.',
  part: 'limits',
  apply: (original, parts) => ({
    heed: (peer, message) => {
      original.heed(peer, message)
      if (!message.throttle && message.suggested_rate !== '0')
        peer.limit = parts.limits.effective(BigInt(message.suggested_rate))
    },
  }),
})
