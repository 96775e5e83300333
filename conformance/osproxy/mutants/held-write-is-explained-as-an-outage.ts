import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch, storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const heldWriteIsExplainedAsAnOutage: Mutant<Parts, 'explain'> = {
  id: 'osproxy/held-write-is-explained-as-an-outage',
  violates: 'OSP-103',
  explain: 'The explanation of a held write is that of an outage.',
  part: 'explain',
  apply: (explain) => ({
    error: (failure) => explain.error(failure === staleEpoch ? storeUnavailable(true) : failure),
  }),
}
