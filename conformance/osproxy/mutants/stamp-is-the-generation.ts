import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const stampIsTheGeneration: Mutant<Parts, 'resolver'> = {
  id: 'osproxy/stamp-is-the-generation',
  violates: 'OSP-086',
  explain: 'A write is stamped with the generation of the store.',
  part: 'resolver',
  apply: (resolver, parts) => ({
    *ask(caller, partition) {
      const route = yield* resolver.ask(caller, partition)
      if (route === undefined || route instanceof Refusal) return route
      return { ...route, epoch: parts.epochs.generation() }
    },
  }),
}
