import { need } from '../../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../../machines/nodedb/charts/receiver.ts'
import { linkedReceiverSource } from '../../../../machines/nodedb/models/linked-receiver-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'
import { receiverWalk } from './receiver-walk.ts'

export const receiverWalkLinked = check({
  ...receiverWalk,
  sweeps: [],
  id: 'nodedb/receiver-walk-linked',
  // A log has neither id 0 nor the last one, a link carries no bytes that are no frame, and a replay begins at 1.
  requirements: walkClaims([receiver, need], ['NDB-033', 'NDB-068', 'NDB-069', 'NDB-072', 'NDB-074']),
  explain:
    'Random runs of a receiver behind the link that `cutover verify` explores: the kit plays the sender and loses, doubles, damages and reorders.',
  model: linkedReceiverSource,
  weight: 0.5,
})
