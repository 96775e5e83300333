import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const unreadableStateSkipsTheWait: Mutant<Parts, 'controller'> = {
  id: 'osproxy/unreadable-state-skips-the-wait',
  violates: 'OSP-072',
  explain: 'A state that cannot be read is taken for one that is not in cutover. Seen in the field.',
  part: 'controller',
  apply: (controller) => ({
    *state(number, partition) {
      const entry = yield* controller.state(number, partition)
      return entry instanceof Refusal && entry.code === 'backend' ? undefined : entry
    },
  }),
}
