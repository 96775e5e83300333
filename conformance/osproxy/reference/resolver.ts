import type { Caller } from './caller.ts'
import type { Route } from './entry.ts'
import {
  type Failure,
  partitionUnresolved,
  placementMissing,
  storeUnavailable,
  unsupportedEndpoint,
} from './failure.ts'
import type { Parts } from './parts.ts'
import { Refusal } from './refusal.ts'
import type { Steps } from './steps.ts'

/** How resolving a partition for one request went. */
export type Resolution = {
  /** Store reads made. */
  readonly attempts: number
  /** Nanoseconds waited between them, in order. */
  readonly waits: readonly bigint[]
} & (
  | { readonly route: Route; readonly failure?: undefined }
  | { readonly route?: undefined; readonly failure: Failure }
)

/** Asks the store where a request goes: afresh for every request, again when it is momentarily unavailable. */
export interface Resolver {
  resolve(instance: number, partition: string | undefined): Steps<Resolution>
  /** One store read. */
  ask(caller: Caller, partition: string): Steps<Route | undefined | Refusal>
  /** Whether another read may mend it (OSP-099). */
  momentary(refusal: Refusal): boolean
  /** Why a route cannot be used, if so. */
  objection(route: Route): Failure | undefined
}

export function createResolver(parts: Parts): Resolver {
  return {
    *resolve(instance, partition) {
      const waits: bigint[] = []
      if (partition === undefined) return { failure: partitionUnresolved, attempts: 0, waits }
      const caller: Caller = { role: 'proxy', number: instance }
      for (let attempts = 1; ; attempts++) {
        const answer = yield* parts.resolver.ask(caller, partition)
        if (!(answer instanceof Refusal)) {
          if (answer === undefined) return { failure: placementMissing, attempts, waits }
          const failure = parts.resolver.objection(answer)
          return failure === undefined ? { route: answer, attempts, waits } : { failure, attempts, waits }
        }
        const momentary = parts.resolver.momentary(answer)
        if (!momentary || attempts >= parts.backoff.limit()) {
          return { failure: storeUnavailable(momentary), attempts, waits }
        }
        waits.push(parts.backoff.wait(attempts - 1))
        yield 'next'
      }
    },
    ask: (caller, partition) => parts.link.resolve(caller, partition),
    momentary: ({ code, retryable }) => code === 'backend' && retryable,
    objection: ({ placement }) =>
      placement.kind === 'shared_index' && parts.settings.idRule() !== 'partition' ? unsupportedEndpoint : undefined,
  }
}
