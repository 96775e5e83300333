import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Route } from '../reference/entry.ts'
import { storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'
import { backendFailure, Refusal } from '../reference/refusal.ts'

/** Requests that ask the store too rarely, too often or too late. */
export const resolverMutants: readonly Mutant<Parts, 'resolver'>[] = [
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
    id: 'osproxy/missing-placement-is-looked-up-again',
    violates: 'OSP-099',
    explain: 'A missing placement is taken for an outage and looked up again.',
    part: 'resolver',
    apply: (resolver) => ({
      *ask(caller, partition) {
        return (yield* resolver.ask(caller, partition)) ?? backendFailure('no placement', true)
      },
    }),
  },
  {
    id: 'osproxy/final-store-failure-is-repeated',
    violates: 'OSP-099',
    explain: 'A store failure marked as not retryable is tried again.',
    part: 'resolver',
    apply: () => ({ momentary: ({ code }) => code === 'backend' }),
  },
  {
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
  },
  {
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
  },
]
