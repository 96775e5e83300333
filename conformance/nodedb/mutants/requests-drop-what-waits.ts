import { mutant } from '../mutant.ts'

export const requestsDropWhatWaits = mutant({
  id: 'nodedb/requests-drop-what-waits',
  violates: 'NDB-078',
  explain: 'A request from further on drops what was not pushed.',
  part: 'answering',
  apply: () => ({
    replay: (peer, collection, from) => {
      peer.cursors.set(collection, from)
    },
  }),
})
