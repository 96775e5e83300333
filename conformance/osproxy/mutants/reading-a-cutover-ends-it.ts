import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

export const readingACutoverEndsIt: Mutant<Parts, 'table'> = {
  id: 'osproxy/reading-a-cutover-ends-it',
  violates: 'OSP-049',
  explain: 'The fourth resolve in one cutover aborts the migration.',
  part: 'table',
  apply: (table, parts) => {
    const looks = new WeakMap<PartitionState, number>()
    return {
      *resolve(partition) {
        const state = parts.table.read(partition)?.state
        const seen = state === undefined ? 0 : (looks.get(state) ?? 0) + 1
        if (state !== undefined) looks.set(state, seen)
        const inCutover = state?.state === 'migrating' && state.phase === 'cutover'
        const answer = yield* table.resolve(partition)
        if (inCutover && seen === 4) yield* parts.table.change({ kind: 'abort_migration', partition })
        return answer
      },
    }
  },
}
