import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const unknownCodeIsNoObstacle: Mutant<Parts, 'controller'> = {
  id: 'osproxy/unknown-code-is-no-obstacle',
  violates: 'OSP-014',
  explain: 'A controller that gets an unknown code when it reads the state goes on and flips.',
  part: 'controller',
  apply: (controller) => ({
    *state(number, partition) {
      const entry = yield* controller.state(number, partition)
      return entry instanceof Refusal && entry.code !== 'backend' ? undefined : entry
    },
  }),
}
