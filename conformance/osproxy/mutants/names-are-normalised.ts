import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const namesAreNormalised: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/names-are-normalised',
  violates: 'OSP-013',
  explain: 'Identifiers are brought to Unicode normal form C.',
  part: 'decoder',
  apply: (decoder) => ({ name: (text) => decoder.name(text).normalize('NFC') }),
}
