import { governorSource } from '../../../../machines/nodedb/models/governor-model.ts'
import { check } from '../../../kit/check.ts'
import { governorWalk } from './governor-walk.ts'

export const governorWalkSlow = check({
  ...governorWalk,
  sweeps: [],
  id: 'nodedb/governor-walk-slow',
  needs: ['tg.enqueue', 'tg.advance', 'constants'],
  explain:
    'Random deltas, throttles and times at a server that pushes 20 deltas a second to anybody, 3 by default to a throttled peer.',
  model: governorSource('governor-slow', { unthrottled_rate: 20, default_rate: 3 }),
  weight: 0.3,
})
