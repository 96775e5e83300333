import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const failedCompletionWaitsAgain: Mutant<Parts, 'controller'> = {
  id: 'osproxy/failed-completion-waits-again',
  violates: 'OSP-075',
  explain: 'After a completion that failed at the store the whole wait starts again.',
  part: 'controller',
  apply: (controller, parts) => ({
    *complete(number, partition) {
      const answer = yield* controller.complete(number, partition)
      if (answer instanceof Refusal && answer.code === 'backend') parts.waits.end(number, partition)
      return answer
    },
  }),
}
