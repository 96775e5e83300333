import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const clockSteppingBackWraps: Mutant<Parts, 'barrier'> = {
  id: 'osproxy/clock-stepping-back-wraps',
  violates: 'OSP-079',
  explain: 'The elapsed time is an unsigned difference: huge after the clock stepped back.',
  part: 'barrier',
  apply: (_, parts) => ({
    left: (number, { since }, now) => {
      const elapsed = BigInt.asUintN(64, now - since)
      const barrier = parts.barrier.length(number)
      return elapsed < barrier ? barrier - elapsed : 0n
    },
  }),
}
