import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'
import type { Change } from '../reference/table.ts'

export const secondCopyRenewsTheEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/second-copy-renews-the-epoch',
  violates: 'OSP-114',
  explain: 'The second copy of a request is refused but gives the partition a fresh epoch.',
  part: 'table',
  apply: (table, parts) => {
    const seen = new WeakSet<Change>()
    return {
      *change(change) {
        const answer = yield* table.change(change)
        const entry = parts.table.read(change.partition)
        const epoch = parts.epochs.next(change.partition)
        const copy = seen.has(change) && answer instanceof Refusal
        if (copy && entry !== undefined && epoch !== undefined) parts.table.write(change.partition, { ...entry, epoch })
        seen.add(change)
        return answer
      },
    }
  },
}
