import { requester } from '../../../../machines/nodedb/charts/requester.ts'
import { requesterSource } from '../../../../machines/nodedb/models/requester-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

export const requesterWalk = check({
  id: 'nodedb/requester-walk',
  kind: 'model',
  requirements: walkClaims([requester]),
  needs: ['tq.depth'],
  explain: 'Random depths, reconnects and times; each announcement compared with the chart.',
  model: requesterSource('requester'),
  sweeps: ['tq'],
  weight: 0.3,
})
