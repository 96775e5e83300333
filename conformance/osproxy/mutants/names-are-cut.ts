import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const namesAreCut: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/names-are-cut',
  violates: 'OSP-013',
  explain: 'Identifiers are told apart by their first 1024 characters.',
  part: 'decoder',
  apply: (decoder) => ({ name: (text) => decoder.name(text).slice(0, 1024) }),
}
