import { successor } from '../../../../machines/handoff/charts/successor.ts'
import { successorSource } from '../../../../machines/handoff/models/successor-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims, walkWeight } from '../walk-claims.ts'

export const successorWalk = check({
  id: 'handoff/successor-walk',
  kind: 'model',
  requirements: walkClaims([successor]),
  needs: ['streams', 'successor', 'settled'],
  weight: walkWeight,
  explain:
    'Random handoffs to a successor: every message in every state, calls out of order, a lost supervisor, a rival for the lock, time.',
  model: successorSource,
})
