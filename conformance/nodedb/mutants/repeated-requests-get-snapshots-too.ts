import { mutant } from '../mutant.ts'

export const repeatedRequestsGetSnapshotsToo = mutant({
  id: 'nodedb/repeated-requests-get-snapshots-too',
  violates: 'NDB-120',
  explain: 'A request that comes again before its replay has begun is answered a second time, with a snapshot.',
  part: 'answering',
  apply: (original, parts) => ({
    replay: (peer, collection, from) => {
      if (parts.peers.cursor(peer, collection) === from) parts.answering.snapshot(peer, collection)
      original.replay(peer, collection, from)
    },
  }),
})
