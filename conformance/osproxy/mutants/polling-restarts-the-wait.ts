import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const pollingRestartsTheWait: Mutant<Parts, 'controller'> = {
  id: 'osproxy/polling-restarts-the-wait',
  violates: 'OSP-067',
  explain: 'Each refused completion starts the wait anew.',
  part: 'controller',
  apply: (controller, parts) => ({
    hold: (number, partition, epoch, now) => {
      const pending = controller.hold(number, partition, epoch, now)
      if (pending !== undefined) parts.waits.start(number, partition, { epoch, since: now })
      return pending
    },
  }),
}
