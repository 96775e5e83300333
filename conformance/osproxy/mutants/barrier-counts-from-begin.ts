import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const barrierCountsFromBegin: Mutant<Parts, 'controller'> = {
  id: 'osproxy/barrier-counts-from-begin',
  violates: 'OSP-065',
  explain: 'The wait counts from the start of the migration.',
  part: 'controller',
  apply: (controller, parts) => {
    const begun = new Map<string, bigint>()
    return {
      *begin(number, partition, to) {
        const answer = yield* controller.begin(number, partition, to)
        if (!(answer instanceof Refusal)) begun.set(partition, parts.clock.now())
        return answer
      },
      *enter(number, partition) {
        const answer = yield* controller.enter(number, partition)
        const since = begun.get(partition)
        if (!(answer instanceof Refusal) && since !== undefined) {
          parts.waits.start(number, partition, { epoch: answer.epoch, since })
        }
        return answer
      },
    }
  },
}
