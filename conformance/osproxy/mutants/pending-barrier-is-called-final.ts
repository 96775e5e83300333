import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const pendingBarrierIsCalledFinal: Mutant<Parts, 'controller'> = {
  id: 'osproxy/pending-barrier-is-called-final',
  violates: 'OSP-113',
  explain: 'A completion that came too early is told not to be tried again.',
  part: 'controller',
  apply: (controller) => ({
    hold: (number, partition, epoch, now) => {
      const pending = controller.hold(number, partition, epoch, now)
      return pending === undefined ? undefined : new Refusal(pending.code, false, pending.details)
    },
  }),
}
