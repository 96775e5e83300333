import { governorSource } from '../../../../machines/nodedb/models/governor-model.ts'
import { check } from '../../../kit/check.ts'
import { governorWalk } from './governor-walk.ts'

export const governorWalkFull = check({
  ...governorWalk,
  sweeps: [],
  id: 'nodedb/governor-walk-full',
  needs: ['tg.enqueue', 'tg.advance', 'constants'],
  explain: 'Random deltas, throttles and times at a server whose queue of 30 deltas overflows.',
  model: governorSource('governor-full', { unthrottled_rate: 20, default_rate: 3, queue_max: 30 }),
  weight: 0.2,
})
