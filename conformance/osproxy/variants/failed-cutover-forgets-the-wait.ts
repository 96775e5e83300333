import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const failedCutoverForgetsTheWait: Variant<Parts, 'controller'> = {
  id: 'osproxy/failed-cutover-forgets-the-wait',
  explain: 'Any backend failure of a cutover request makes the controller forget its wait.',
  part: 'controller',
  apply: (controller, parts) => ({
    *enter(number, partition) {
      const answer = yield* controller.enter(number, partition)
      if (answer instanceof Refusal && answer.code === 'backend') parts.waits.end(number, partition)
      return answer
    },
  }),
}
