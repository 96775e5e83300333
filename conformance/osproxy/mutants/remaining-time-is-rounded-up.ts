import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const remainingTimeIsRoundedUp: Mutant<Parts, 'barrier'> = {
  id: 'osproxy/remaining-time-is-rounded-up',
  violates: 'OSP-065',
  explain: 'The time left is told in whole milliseconds.',
  part: 'barrier',
  apply: (barrier) => ({
    left: (number, wait, now) => {
      const ms = 1_000_000n
      return ((barrier.left(number, wait, now) + ms - 1n) / ms) * ms
    },
  }),
}
