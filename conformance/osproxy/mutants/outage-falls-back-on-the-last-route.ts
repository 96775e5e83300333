import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Route } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'

export const outageFallsBackOnTheLastRoute: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/outage-falls-back-on-the-last-route',
  violates: 'OSP-100',
  explain: 'When the attempts are used up, the last known placement is used.',
  part: 'resolver',
  apply: (resolver) => {
    const known = new Map<string, Route>()
    return {
      *resolve(instance, partition) {
        const resolution = yield* resolver.resolve(instance, partition)
        if (partition === undefined) return resolution
        if (resolution.route !== undefined) known.set(partition, resolution.route)
        const route = known.get(partition)
        const { failure, attempts, waits } = resolution
        return failure?.status === 503 && route !== undefined ? { route, attempts, waits } : resolution
      },
    }
  },
}
