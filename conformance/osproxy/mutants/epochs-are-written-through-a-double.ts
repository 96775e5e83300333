import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsAreWrittenThroughADouble: Mutant<Parts, 'answers'> = {
  id: 'osproxy/epochs-are-written-through-a-double',
  violates: 'OSP-009',
  explain: 'Epochs are written as floating-point numbers.',
  part: 'answers',
  apply: () => ({ number: (value) => BigInt(Number(value)).toString() }),
}
