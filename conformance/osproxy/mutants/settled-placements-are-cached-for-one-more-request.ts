import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Route } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const settledPlacementsAreCachedForOneMoreRequest: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/settled-placements-are-cached-for-one-more-request',
  violates: 'OSP-082',
  explain: 'A settled placement serves the next request of the instance as well.',
  part: 'resolver',
  apply: (resolver) => {
    const spare = new Map<string, Route>()
    return {
      *ask(caller, partition) {
        const key = `${caller.number} ${partition}`
        const cached = spare.get(key)
        spare.delete(key)
        if (cached !== undefined) return cached
        const answer = yield* resolver.ask(caller, partition)
        if (answer !== undefined && !(answer instanceof Refusal) && answer.phase === 'settled') spare.set(key, answer)
        return answer
      },
    }
  },
}
