import { mutant } from '../mutant.ts'

export const replaysStartBehindTheId = mutant({
  id: 'nodedb/replays-start-behind-the-id',
  violates: 'NDB-076',
  explain: 'The id asked for is not among what is sent.',
  part: 'answering',
  apply: (original) => ({
    replay: (peer, collection, from) => original.replay(peer, collection, from + 1n),
  }),
})
