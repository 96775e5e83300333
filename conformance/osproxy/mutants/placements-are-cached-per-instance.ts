import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Route } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const placementsAreCachedPerInstance: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/placements-are-cached-per-instance',
  violates: 'OSP-082',
  explain:
    'An instance remembers where a partition is and asks only once. Seen in the field in a port of the protocol.',
  part: 'resolver',
  apply: (resolver) => {
    const known = new Map<string, Route>()
    return {
      *ask(caller, partition) {
        const cached = known.get(`${caller.number} ${partition}`)
        if (cached !== undefined) return cached
        const answer = yield* resolver.ask(caller, partition)
        if (answer !== undefined && !(answer instanceof Refusal)) known.set(`${caller.number} ${partition}`, answer)
        return answer
      },
    }
  },
}
