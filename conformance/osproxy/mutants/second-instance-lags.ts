import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Route } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const secondInstanceLags: Mutant<Parts, 'link'> = {
  id: 'osproxy/second-instance-lags',
  violates: 'OSP-084',
  explain: 'Every instance but the first learns of a change one request late.',
  part: 'link',
  apply: (link) => {
    const known = new Map<string, Route>()
    return {
      *resolve(caller, partition) {
        const route = yield* link.resolve(caller, partition)
        if (caller.number === 0 || route === undefined || route instanceof Refusal) return route
        const late = known.get(partition) ?? route
        known.set(partition, route)
        return late
      },
    }
  },
}
