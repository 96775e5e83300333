import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

export const writesStayBlockedAfterAbort: Mutant<Parts, 'table'> = {
  id: 'osproxy/writes-stay-blocked-after-abort',
  violates: 'OSP-037',
  explain: 'Abort in cutover leaves the gate closed until the next change.',
  part: 'table',
  apply: (table) => {
    const blocked = new WeakSet<PartitionState>()
    return {
      apply: (state, change) => {
        const next = table.apply(state, change)
        const inCutover = state?.state === 'migrating' && state.phase === 'cutover'
        if (change.kind === 'abort_migration' && inCutover && typeof next !== 'string') blocked.add(next)
        return next
      },
      *admit(partition, stamp) {
        const admitted = yield* table.admit(partition, stamp)
        const state = table.read(partition)?.state
        return admitted && state !== undefined && !blocked.has(state)
      },
    }
  },
}
