import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const repeatedCutoverRestartsTheWait: Variant<Parts, 'controller'> = {
  id: 'osproxy/repeated-cutover-restarts-the-wait',
  explain: 'A repeated cutover request that is refused starts the wait anew.',
  part: 'controller',
  apply: (controller, parts) => ({
    *enter(number, partition) {
      const answer = yield* controller.enter(number, partition)
      const wait = parts.waits.get(number, partition)
      if (answer instanceof Refusal && wait !== undefined) {
        parts.waits.start(number, partition, { ...wait, since: parts.clock.now() })
      }
      return answer
    },
  }),
}
