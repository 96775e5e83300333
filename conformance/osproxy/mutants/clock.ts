import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Clocks that do not survive what a clock may do. */
export const clockMutants: readonly Mutant<Parts, 'clock'>[] = [
  {
    id: 'osproxy/clock-below-zero-ends-the-process',
    violates: 'OSP-120',
    explain: 'Stepping the clock back below 0 ends the process.',
    part: 'clock',
    apply: (clock) => ({
      rewind: (ns) => {
        if (ns > clock.now()) throw new RangeError('negative time')
        clock.rewind(ns)
      },
    }),
  },
]
