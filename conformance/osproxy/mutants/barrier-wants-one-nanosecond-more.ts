import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const barrierWantsOneNanosecondMore: Mutant<Parts, 'barrier'> = {
  id: 'osproxy/barrier-wants-one-nanosecond-more',
  violates: 'OSP-066',
  explain: 'Completion is refused when exactly the barrier has elapsed.',
  part: 'barrier',
  apply: (barrier, parts) => ({
    left: (number, wait, now) =>
      now - wait.since === parts.barrier.length(number) ? 1n : barrier.left(number, wait, now),
  }),
}
