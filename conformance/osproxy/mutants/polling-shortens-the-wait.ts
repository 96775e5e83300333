import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const pollingShortensTheWait: Mutant<Parts, 'controller'> = {
  id: 'osproxy/polling-shortens-the-wait',
  violates: 'OSP-067',
  explain: 'Each refused completion takes a millisecond off the wait.',
  part: 'controller',
  apply: (controller, parts) => ({
    hold: (number, partition, epoch, now) => {
      const pending = controller.hold(number, partition, epoch, now)
      const wait = parts.waits.get(number, partition)
      if (pending !== undefined && wait !== undefined) {
        parts.waits.start(number, partition, { epoch, since: wait.since - 1_000_000n })
      }
      return pending
    },
  }),
}
