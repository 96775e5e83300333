import { receiverSource } from '../../../../machines/nodedb/models/receiver-model.ts'
import { check } from '../../../kit/check.ts'
import { receiverWalk } from './receiver-walk.ts'

export const receiverWalkPeers = check({
  ...receiverWalk,
  sweeps: [],
  id: 'nodedb/receiver-walk-peers',
  needs: ['rx.delta', 'peers'],
  explain: 'Random runs of one collection of two peers, whose streams have nothing to do with each other.',
  model: receiverSource('receiver-peers', { peers: ['1', '2'], collections: ['a'] }),
  weight: 0.5,
})
