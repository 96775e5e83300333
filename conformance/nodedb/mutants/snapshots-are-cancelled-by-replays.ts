import { mutant } from '../mutant.ts'

export const snapshotsAreCancelledByReplays = mutant({
  id: 'nodedb/snapshots-are-cancelled-by-replays',
  violates: 'NDB-077',
  explain: 'A request from an id cancels the snapshot that is due.',
  part: 'answering',
  apply: (original) => ({
    replay: (peer, collection, from) => {
      peer.orders.delete(collection)
      original.replay(peer, collection, from)
    },
  }),
})
