import { mutant } from '../mutant.ts'

export const runningReplaysWin = mutant({
  id: 'nodedb/running-replays-win',
  violates: 'NDB-092',
  explain: 'A request from a lower id is dropped while a replay runs.',
  part: 'answering',
  apply: (original, parts) => ({
    replay: (peer, collection, from) => {
      if (parts.peers.cursor(peer, collection) > parts.log.head(collection)) original.replay(peer, collection, from)
    },
  }),
})
