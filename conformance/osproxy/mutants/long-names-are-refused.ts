import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const longNamesAreRefused: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/long-names-are-refused',
  violates: 'OSP-013',
  explain: 'An identifier of 4096 bytes is refused as too long.',
  part: 'decoder',
  apply: (decoder) => ({ id: (value) => decoder.id(value) && Buffer.byteLength(String(value)) < 4096 }),
}
