import { mutant } from '../mutant.ts'

export const newestThrottledDeltasGoFirst = mutant({
  id: 'nodedb/newest-throttled-deltas-go-first',
  violates: 'NDB-111',
  explain: 'The newest delta that waits is pushed first.',
  part: 'pacing',
  apply: () => ({ take: (peer) => peer.queue.pop() }),
})
