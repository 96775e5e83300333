import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const clockSteppingBackAddsToTheWait: Mutant<Parts, 'barrier'> = {
  id: 'osproxy/clock-stepping-back-adds-to-the-wait',
  violates: 'OSP-079',
  explain: 'After the clock stepped back more than the barrier is left.',
  part: 'barrier',
  apply: (_, parts) => ({
    left: (number, { since }, now) => {
      const left = parts.barrier.length(number) - (now - since)
      return left > 0n ? left : 0n
    },
  }),
}
