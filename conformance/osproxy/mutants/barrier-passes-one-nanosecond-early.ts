import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const barrierPassesOneNanosecondEarly: Mutant<Parts, 'barrier'> = {
  id: 'osproxy/barrier-passes-one-nanosecond-early',
  violates: 'OSP-066',
  explain: 'Completion passes one nanosecond before the barrier has elapsed.',
  part: 'barrier',
  apply: (barrier) => ({
    left: (number, wait, now) => {
      const left = barrier.left(number, wait, now)
      return left === 1n ? 0n : left
    },
  }),
}
