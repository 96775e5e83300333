import { mutant } from '../mutant.ts'

export const releasesOfFreePeersLimit = mutant({
  id: 'nodedb/releases-of-free-peers-limit',
  violates: 'NDB-108',
  explain: 'A release changes what holds: it limits a free peer to the default rate.',
  part: 'limits',
  apply: (original, parts) => ({
    heed: (peer, message) => {
      const free = peer.limit === undefined
      original.heed(peer, message)
      if (free && !message.throttle) peer.limit = parts.settings.defaultRate()
    },
  }),
})
