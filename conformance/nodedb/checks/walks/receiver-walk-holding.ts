import { receiverSource } from '../../../../machines/nodedb/models/receiver-model.ts'
import { check } from '../../../kit/check.ts'
import { receiverWalk } from './receiver-walk.ts'

export const receiverWalkHolding = check({
  ...receiverWalk,
  sweeps: [],
  id: 'nodedb/receiver-walk-holding',
  needs: ['rx.delta', 'holding'],
  explain: 'Random runs of two streams whose receiver holds two deltas back ahead of a gap.',
  model: receiverSource('receiver-holding', { holdMax: 2 }),
  weight: 0.5,
})
