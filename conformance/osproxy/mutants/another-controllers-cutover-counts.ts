import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const anotherControllersCutoverCounts: Mutant<Parts, 'controller'> = {
  id: 'osproxy/another-controllers-cutover-counts',
  violates: 'OSP-070',
  explain:
    'A controller takes the time since its own last cutover of the partition, also when another controller has started a new one.',
  part: 'controller',
  apply: (controller, parts) => ({
    hold: (number, partition, epoch, now) => {
      const wait = parts.waits.get(number, partition)
      return controller.hold(number, partition, wait?.epoch ?? epoch, now)
    },
  }),
}
