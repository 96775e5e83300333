import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const epochsAreReadAsSigned: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/epochs-are-read-as-signed',
  violates: 'OSP-009',
  explain: 'Epochs are read as signed 64-bit numbers.',
  part: 'decoder',
  apply: (decoder) => ({ number: (text) => BigInt.asIntN(64, decoder.number(text)) }),
}
