import { mutant } from '../mutant.ts'

export const replaysEndAfterFifty = mutant({
  id: 'nodedb/replays-end-after-fifty',
  violates: 'NDB-075',
  explain: 'A replay ends after fifty deltas.',
  part: 'pusher',
  apply: (original) => ({ drain: (peer, max) => original.drain(peer, Math.min(max, 50)) }),
})
