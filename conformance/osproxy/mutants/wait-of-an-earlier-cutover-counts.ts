import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const waitOfAnEarlierCutoverCounts: Mutant<Parts, 'controller'> = {
  id: 'osproxy/wait-of-an-earlier-cutover-counts',
  violates: 'OSP-070',
  explain: 'A wait left over from a lost reply serves for the next cutover of the partition. Seen in the field.',
  part: 'controller',
  apply: (_, parts) => ({
    *enter(number, partition) {
      const answer = yield* parts.link.change({ role: 'controller', number }, { kind: 'enter_cutover', partition })
      if (!(answer instanceof Refusal)) {
        parts.waits.start(number, partition, { epoch: answer.epoch, since: parts.clock.now() })
      }
      return answer
    },
    hold: (number, partition, epoch, now) => {
      const wait = parts.waits.get(number, partition) ?? { epoch, since: now }
      parts.waits.start(number, partition, wait)
      const remaining = parts.barrier.left(number, wait, now)
      return remaining === 0n ? undefined : new Refusal('barrier_pending', true, { remaining })
    },
  }),
}
