import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const heldWriteHasNoRemediation: Mutant<Parts, 'explain'> = {
  id: 'osproxy/held-write-has-no-remediation',
  violates: 'OSP-103',
  explain: 'The explanation of a held write gives no hint what to do.',
  part: 'explain',
  apply: (explain) => ({ remediation: (failure) => (failure === staleEpoch ? '' : explain.remediation(failure)) }),
}
