import { need } from '../../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../../machines/nodedb/charts/receiver.ts'
import { receiverCheck } from '../receiver-check.ts'
import { walkClaims } from '../walk-claims.ts'

export const holdingCases = receiverCheck({
  slug: 'holding-cases',
  explain: 'Deltas held back, and what may become of them.',
  requirements: walkClaims(
    [receiver, need],
    ['NDB-033', 'NDB-045', 'NDB-048', 'NDB-049', 'NDB-065', 'NDB-068', 'NDB-069', 'NDB-072'],
  ),
  needs: ['holding'],
  palette: { holdMax: 2 },
  situations: {
    'duplicate-of-a-held-delta': (plan) => plan.delta(1).delta(3).delta(3).delta(2).delta(3).delta(4),
    'held-delta-and-a-damaged-copy': (plan) => plan.delta(1).delta(3).delta(3, 'damagedPayload').delta(2).delta(4),
    'damage-to-the-delta-that-closes-a-gap': (plan) =>
      plan.delta(1).delta(3).delta(2, 'damagedPayload').delta(2).delta(4),
    'more-than-can-be-held': (plan) => plan.delta(5).delta(4).delta(3).delta(2).delta(1).delta(2).delta(3),
    'snapshot-below-held-deltas': (plan) => plan.delta(4).delta(5).snapshot(3).delta(6),
  },
})
