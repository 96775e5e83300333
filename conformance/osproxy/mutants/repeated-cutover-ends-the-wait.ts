import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const repeatedCutoverEndsTheWait: Mutant<Parts, 'controller'> = {
  id: 'osproxy/repeated-cutover-ends-the-wait',
  violates: 'OSP-110',
  explain: 'A repeated cutover request that is refused ends the wait.',
  part: 'controller',
  apply: (controller, parts) => ({
    *enter(number, partition) {
      const answer = yield* controller.enter(number, partition)
      const wait = parts.waits.get(number, partition)
      if (answer instanceof Refusal && wait !== undefined) {
        parts.waits.start(number, partition, { ...wait, since: wait.since - parts.barrier.length(number) })
      }
      return answer
    },
  }),
}
