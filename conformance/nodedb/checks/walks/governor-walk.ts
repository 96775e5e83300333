import { governorSource } from '../../../../machines/nodedb/models/governor-model.ts'
import { check } from '../../../kit/check.ts'
import { pace } from '../pace-monitor.ts'

export const governorWalk = check({
  id: 'nodedb/governor-walk',
  kind: 'model',
  requirements: [
    'NDB-102',
    'NDB-103',
    'NDB-104',
    'NDB-105',
    'NDB-106',
    'NDB-107',
    'NDB-108',
    'NDB-109',
    'NDB-110',
    'NDB-111',
    'NDB-112',
    'NDB-113',
    'NDB-114',
  ],
  needs: ['tg.enqueue', 'tg.advance'],
  explain:
    'Random deltas, throttles, releases and times for two peers; each push judged by window, order and deadline.',
  model: governorSource('governor'),
  sweeps: ['tg'],
  monitors: [pace],
  weight: 0.5,
})
