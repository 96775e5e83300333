import { sender } from '../../../../machines/nodedb/charts/sender.ts'
import { senderSource } from '../../../../machines/nodedb/models/sender-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

export const senderWalk = check({
  id: 'nodedb/sender-walk',
  kind: 'model',
  requirements: [...walkClaims([sender]), 'NDB-094', 'NDB-095'],
  needs: ['tx.frame'],
  explain:
    'Random runs of two collections and two peers: appends, compaction, requests of every kind, rights, sessions; each drain compared with the chart.',
  model: senderSource,
  sweeps: ['tx'],
})
