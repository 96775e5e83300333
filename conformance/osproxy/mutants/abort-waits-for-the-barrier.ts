import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const abortWaitsForTheBarrier: Mutant<Parts, 'controller'> = {
  id: 'osproxy/abort-waits-for-the-barrier',
  violates: 'OSP-073',
  explain: 'Abort in cutover is refused until the barrier has elapsed.',
  part: 'controller',
  apply: (controller, parts) => ({
    *abort(number, partition) {
      const wait = parts.waits.get(number, partition)
      const current = wait !== undefined && parts.table.read(partition)?.epoch === wait.epoch
      const remaining = current ? parts.barrier.left(number, wait, parts.clock.now()) : 0n
      if (remaining > 0n) return new Refusal('barrier_pending', true, { remaining })
      return yield* controller.abort(number, partition)
    },
  }),
}
