import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const namesAreTrimmed: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/names-are-trimmed',
  violates: 'OSP-013',
  explain: 'White space at the ends of an identifier is dropped.',
  part: 'decoder',
  apply: (decoder) => ({ name: (text) => decoder.name(text).trim() }),
}
