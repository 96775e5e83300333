import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateReadsEpochBeforePhase: Mutant<Parts, 'table'> = {
  id: 'osproxy/gate-reads-epoch-before-phase',
  violates: 'OSP-064',
  explain: 'The gate reads the epoch first and the phase a moment later.',
  part: 'table',
  apply: (_, parts) => ({
    *admit(partition, stamp) {
      const first = yield* parts.table.look(partition)
      const second = yield* parts.table.look(partition)
      if (first === undefined || second === undefined) return false
      return parts.gate.admits({ state: second.state, epoch: first.epoch }, stamp)
    },
  }),
}
