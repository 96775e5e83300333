import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { backendFailure, Refusal } from '../reference/refusal.ts'

export const impossibleSetReportsBackend: Mutant<Parts, 'table'> = {
  id: 'osproxy/impossible-set-reports-backend',
  violates: 'OSP-112',
  explain: 'A set that the store refuses is reported as a failure of its backend.',
  part: 'table',
  apply: (table) => ({
    decide: (entry, change) => {
      const decision = table.decide(entry, change)
      return change.kind === 'set' && decision instanceof Refusal ? backendFailure('set refused', true) : decision
    },
  }),
}
