import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const failedCutoverStartsTheWait: Mutant<Parts, 'controller'> = {
  id: 'osproxy/failed-cutover-starts-the-wait',
  violates: 'OSP-076',
  explain: 'The wait counts from a cutover request that failed.',
  part: 'controller',
  apply: (controller, parts) => {
    const tried = new Map<string, bigint>()
    return {
      *enter(number, partition) {
        const answer = yield* controller.enter(number, partition)
        const since = tried.get(partition)
        if (!(answer instanceof Refusal)) {
          if (since !== undefined) parts.waits.start(number, partition, { epoch: answer.epoch, since })
          tried.delete(partition)
        } else if (answer.code === 'backend') tried.set(partition, since ?? parts.clock.now())
        return answer
      },
    }
  },
}
