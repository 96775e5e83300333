import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

export const noMigrationAfterAnAbort: Mutant<Parts, 'table'> = {
  id: 'osproxy/no-migration-after-an-abort',
  violates: 'OSP-041',
  explain: 'After an abort the partition cannot be migrated until it is set again.',
  part: 'table',
  apply: (table) => {
    const aborted = new WeakSet<PartitionState>()
    return {
      apply: (state, change) => {
        if (change.kind === 'begin_migration' && state !== undefined && aborted.has(state)) return 'already_migrating'
        const next = table.apply(state, change)
        if (change.kind === 'abort_migration' && typeof next !== 'string') aborted.add(next)
        return next
      },
    }
  },
}
