import type { Mutant } from '../../kit/mutation/mutant.ts'
import { lastEpoch } from '../reference/epochs.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsStopGrowing: Mutant<Parts, 'epochs'> = {
  id: 'osproxy/epochs-stop-growing',
  violates: 'OSP-052',
  explain: 'At the top of the range changes go on with the same epoch.',
  part: 'epochs',
  apply: (epochs) => ({ next: (partition) => epochs.next(partition) ?? lastEpoch }),
}
