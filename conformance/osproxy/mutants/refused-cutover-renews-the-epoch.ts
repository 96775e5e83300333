import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const refusedCutoverRenewsTheEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/refused-cutover-renews-the-epoch',
  violates: 'OSP-040',
  explain: 'A second cutover request is refused but gives the partition a fresh epoch.',
  part: 'table',
  apply: (table, parts) => ({
    decide: (entry, change) => {
      const decision = table.decide(entry, change)
      const epoch = parts.epochs.next(change.partition)
      const again = decision instanceof Refusal && decision.code === 'not_draining'
      if (again && entry !== undefined && epoch !== undefined) parts.table.write(change.partition, { ...entry, epoch })
      return decision
    },
  }),
}
