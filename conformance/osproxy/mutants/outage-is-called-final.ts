import type { Mutant } from '../../kit/mutation/mutant.ts'
import { storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const outageIsCalledFinal: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/outage-is-called-final',
  violates: 'OSP-100',
  explain: 'When the attempts are used up, the client is told not to try again.',
  part: 'resolver',
  apply: (resolver) => ({
    *resolve(instance, partition) {
      const resolution = yield* resolver.resolve(instance, partition)
      const { failure, attempts, waits } = resolution
      return failure?.status === 503 ? { failure: storeUnavailable(false), attempts, waits } : resolution
    },
  }),
}
