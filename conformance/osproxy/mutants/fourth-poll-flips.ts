import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const fourthPollFlips: Mutant<Parts, 'controller'> = {
  id: 'osproxy/fourth-poll-flips',
  violates: 'OSP-078',
  explain: 'After three refusals the fourth completion flips although no time has passed.',
  part: 'controller',
  apply: (controller) => {
    const polls = new Map<bigint, number>()
    return {
      hold: (number, partition, epoch, now) => {
        const poll = (polls.get(epoch) ?? 0) + 1
        polls.set(epoch, poll)
        return poll > 3 ? undefined : controller.hold(number, partition, epoch, now)
      },
    }
  },
}
