import { session } from '../../../../machines/nodedb/charts/session.ts'
import { sessionSource } from '../../../../machines/nodedb/models/session-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

export const sessionWalk = check({
  id: 'nodedb/session-walk',
  kind: 'model',
  // Bytes of any kind come by ses.frame as well.
  requirements: walkClaims([session], [], ['frames']),
  needs: ['ses.frame'],
  explain:
    'Random connections of one client: handshakes of every kind, deltas intact, damaged, repeated and late, and other frames.',
  model: sessionSource,
  sweeps: ['ses'],
  weight: 0.5,
})
