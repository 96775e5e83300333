import { requesterSource } from '../../../../machines/nodedb/models/requester-model.ts'
import { check } from '../../../kit/check.ts'
import { requesterWalk } from './requester-walk.ts'

export const requesterWalkNarrow = check({
  ...requesterWalk,
  sweeps: [],
  id: 'nodedb/requester-walk-narrow',
  needs: ['tq.depth', 'constants'],
  explain: 'Random depths, reconnects and times with marks 1 and 0, and a rate to suggest.',
  model: requesterSource('requester-narrow', { high: 1, low: 0, rate: '18446744073709551615' }),
  weight: 0.2,
})
