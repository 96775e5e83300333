import { need } from '../../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../../machines/nodedb/charts/receiver.ts'
import { receiverSource } from '../../../../machines/nodedb/models/receiver-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

export const receiverWalk = check({
  id: 'nodedb/receiver-walk',
  kind: 'model',
  // Ids end only where the streams begin near the end.
  requirements: [...walkClaims([receiver, need], ['NDB-069']), 'NDB-047'],
  needs: ['rx.delta'],
  explain:
    'Random runs of two streams: gaps, damage, duplicates, snapshots, lost links, crashes and time, each answer compared with the chart.',
  model: receiverSource('receiver'),
  sweeps: ['rx'],
})
