import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

export const repeatedAbortIsAccepted: Mutant<Parts, 'table'> = {
  id: 'osproxy/repeated-abort-is-accepted',
  violates: 'OSP-038',
  explain: 'Abort directly after an abort succeeds once more.',
  part: 'table',
  apply: (table) => {
    const aborted = new WeakSet<PartitionState>()
    return {
      apply: (state, change) => {
        const again = change.kind === 'abort_migration' && state !== undefined && aborted.has(state)
        const next = again ? { ...state } : table.apply(state, change)
        if (change.kind === 'abort_migration' && typeof next !== 'string' && !again) aborted.add(next)
        return next
      },
    }
  },
}
