import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const rejectedWriteAbortsTheMigration: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/rejected-write-aborts-the-migration',
  violates: 'OSP-081',
  explain: 'A delete that is rejected in cutover aborts the migration.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    *gate(operation) {
      yield* dispatch.gate(operation)
      const { end, action, route, partition } = operation
      if (end !== staleEpoch || action !== 'delete' || route?.phase !== 'cutover' || partition === undefined) return
      yield* parts.table.change({ kind: 'abort_migration', partition })
    },
  }),
}
