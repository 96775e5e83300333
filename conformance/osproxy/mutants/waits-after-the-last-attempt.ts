import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const waitsAfterTheLastAttempt: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/waits-after-the-last-attempt',
  violates: 'OSP-098',
  explain: 'After the last attempt the request waits once more before it fails.',
  part: 'resolver',
  apply: (resolver, parts) => ({
    *resolve(instance, partition) {
      const resolution = yield* resolver.resolve(instance, partition)
      const { failure, attempts, waits } = resolution
      if (failure?.status !== 503 || !failure.retryable) return resolution
      return { ...resolution, waits: [...waits, parts.backoff.wait(attempts - 1)] }
    },
  }),
}
