import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

export const repeatedCompletionIsAccepted: Mutant<Parts, 'table'> = {
  id: 'osproxy/repeated-completion-is-accepted',
  violates: 'OSP-035',
  explain: 'Completion directly after a completion succeeds once more.',
  part: 'table',
  apply: (table) => {
    const flipped = new WeakSet<PartitionState>()
    return {
      apply: (state, change) => {
        const again = change.kind === 'complete_migration' && state !== undefined && flipped.has(state)
        const next = again ? { ...state } : table.apply(state, change)
        if (change.kind === 'complete_migration' && typeof next !== 'string' && !again) flipped.add(next)
        return next
      },
    }
  },
}
