import { mutant } from '../mutant.ts'

export const noRightsAreAllRights = mutant({
  id: 'nodedb/no-rights-are-all-rights',
  violates: 'NDB-116',
  explain: 'A principal that may read nothing may read everything.',
  part: 'peers',
  apply: (original) => ({ may: (peer, collection) => peer.rights?.size === 0 || original.may(peer, collection) }),
})
