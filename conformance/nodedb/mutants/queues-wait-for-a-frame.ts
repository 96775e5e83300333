import { mutant } from '../mutant.ts'

export const queuesWaitForAFrame = mutant({
  id: 'nodedb/queues-wait-for-a-frame',
  violates: 'NDB-112',
  explain: 'What waits is pushed only when something arrives from a peer.',
  part: 'pacing',
  apply: (_original, parts) => ({
    advance: (ms) => {
      parts.clock.set('governor', parts.clock.now('governor') + ms)
      return []
    },
  }),
})
