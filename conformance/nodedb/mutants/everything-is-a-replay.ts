import { mutant } from '../mutant.ts'

export const everythingIsAReplay = mutant({
  id: 'nodedb/everything-is-a-replay',
  violates: 'NDB-077',
  explain: 'A request for everything is answered with the log.',
  part: 'answering',
  apply: (original) => ({
    snapshot: (peer, collection) => original.replay(peer, collection, 1n),
  }),
})
