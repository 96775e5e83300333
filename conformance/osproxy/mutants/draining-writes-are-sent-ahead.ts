import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const drainingWritesAreSentAhead: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/draining-writes-are-sent-ahead',
  violates: 'OSP-022',
  explain: 'A proxy sends the writes of a draining partition to its destination.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    send: (operation) => {
      const state = parts.table.read(operation.partition ?? '')?.state
      const ahead = operation.route?.phase === 'draining' && state?.state === 'migrating'
      if (ahead && operation.route !== undefined) operation.route = { ...operation.route, placement: state.to }
      dispatch.send(operation)
    },
  }),
}
