import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { backendFailure } from '../reference/refusal.ts'

export const busyStoreReportsBackend: Mutant<Parts, 'table'> = {
  id: 'osproxy/busy-store-reports-backend',
  violates: 'OSP-112',
  explain: 'A change that finds the store busy reports a backend failure instead of waiting.',
  part: 'table',
  apply: (table, parts) => ({
    *change(change) {
      if (!parts.locks.take(change.partition)) return backendFailure('store busy', true)
      parts.locks.free(change.partition)
      return yield* table.change(change)
    },
  }),
}
