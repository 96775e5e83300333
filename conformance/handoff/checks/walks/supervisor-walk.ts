import { supervisor } from '../../../../machines/handoff/charts/supervisor.ts'
import { supervisorSource } from '../../../../machines/handoff/models/supervisor-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims, walkWeight } from '../walk-claims.ts'

export const supervisorWalk = check({
  id: 'handoff/supervisor-walk',
  kind: 'model',
  // When the own heartbeats of a supervisor come is free, and a matter of written cases.
  requirements: walkClaims([supervisor], ['HOF-121']),
  needs: ['streams', 'supervisor', 'settled'],
  weight: walkWeight,
  explain:
    'Random handoffs of a supervisor between peers that the kit plays: every message in every state, lost and silent peers, a journal that cannot be written, restarts, time.',
  model: supervisorSource,
})
