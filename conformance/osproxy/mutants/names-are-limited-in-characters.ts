import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const namesAreLimitedInCharacters: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/names-are-limited-in-characters',
  violates: 'OSP-010',
  explain: 'An identifier of 4096 characters is accepted however many bytes it has.',
  part: 'decoder',
  apply: (decoder) => ({
    id: (value) =>
      decoder.id(value) || (typeof value === 'string' && value.length <= 4096 && decoder.id(value.slice(0, 1024))),
  }),
}
