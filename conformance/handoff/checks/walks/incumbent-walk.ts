import { incumbent } from '../../../../machines/handoff/charts/incumbent.ts'
import { incumbentSource } from '../../../../machines/handoff/models/incumbent-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims, walkWeight } from '../walk-claims.ts'

export const incumbentWalk = check({
  id: 'handoff/incumbent-walk',
  kind: 'model',
  requirements: walkClaims([incumbent]),
  needs: ['streams', 'incumbent', 'settled'],
  weight: walkWeight,
  explain:
    'Random sessions with an incumbent: every message in every state, hooks that block and fail, lost supervisors, a rival for the lock, time.',
  model: incumbentSource,
})
