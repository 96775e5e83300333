import { mutant } from '../mutant.ts'

export const replaysStartAtTheFloor = mutant({
  id: 'nodedb/replays-start-at-the-floor',
  violates: 'NDB-083',
  explain: 'What was compacted is left out of a replay.',
  part: 'answering',
  apply: (original, parts) => ({
    kind: (request, collection, beyond) => {
      const kind = original.kind(request, collection, beyond)
      return kind === 'snapshot' && !parts.answering.everything(request) && !beyond ? 'replay' : kind
    },
    replay: (peer, collection, from) => {
      const floor = parts.log.floor(collection)
      original.replay(peer, collection, from < floor ? floor : from)
    },
  }),
})
