import { mutant } from '../mutant.ts'

export const unknownCollectionsEndTheSession = mutant({
  id: 'nodedb/unknown-collections-end-the-session',
  violates: 'NDB-088',
  explain: 'A request for a collection that is not there ends the session.',
  part: 'answering',
  apply: (original, parts) => ({
    answer: (peer, request) => {
      if (request.collection !== '' && !parts.log.has(request.collection)) {
        parts.peers.link(peer, false)
        return 'unknown-collection'
      }
      return original.answer(peer, request)
    },
  }),
})
