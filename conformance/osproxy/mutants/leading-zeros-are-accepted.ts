import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const leadingZerosAreAccepted: Mutant<Parts, 'decoder'> = {
  id: 'osproxy/leading-zeros-are-accepted',
  violates: 'OSP-010',
  explain: 'An epoch with a leading zero is accepted.',
  part: 'decoder',
  apply: (decoder) => ({
    u64: (value) => decoder.u64(typeof value === 'string' ? value.replace(/^0(?=[0-9])/, '') : value),
  }),
}
