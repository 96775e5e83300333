import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverOfAnUnknownPartitionEndsTheProcess: Mutant<Parts, 'table'> = {
  id: 'osproxy/cutover-of-an-unknown-partition-ends-the-process',
  violates: 'OSP-039',
  explain: 'Entering cutover on a partition without placement ends the process.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      if (entry === undefined && change.kind === 'enter_cutover') throw new TypeError('no entry')
      return table.decide(entry, change)
    },
  }),
}
