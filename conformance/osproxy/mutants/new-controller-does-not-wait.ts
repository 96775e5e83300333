import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const newControllerDoesNotWait: Mutant<Parts, 'controller'> = {
  id: 'osproxy/new-controller-does-not-wait',
  violates: 'OSP-071',
  explain: 'A controller without a record of the cutover flips at once.',
  part: 'controller',
  apply: (controller, parts) => ({
    hold: (number, partition, epoch, now) =>
      parts.waits.get(number, partition) === undefined ? undefined : controller.hold(number, partition, epoch, now),
  }),
}
