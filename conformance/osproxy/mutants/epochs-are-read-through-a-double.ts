import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsAreReadThroughADouble: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/epochs-are-read-through-a-double',
  violates: 'OSP-009',
  explain: 'Epochs are read as floating-point numbers.',
  part: 'decoder',
  apply: () => ({ number: (text) => BigInt(Number(text)) }),
}
