import type { JsonObject } from '../../../spec/json.ts'
import type { Route } from './entry.ts'
import type { Failure } from './failure.ts'
import type { Target } from './placement.ts'
import type { Resolution } from './resolver.ts'

export type Action = 'index' | 'create' | 'delete'

/** How an operation ended: the HTTP status of success, or a failure. */
export type End = { readonly status: number; readonly code?: undefined } | Failure

/** What answers say of a failure beside its status; nothing of a success. */
export function failureOf(end: End): JsonObject {
  return end.code === undefined ? {} : { code: end.code, retryable: end.retryable }
}

/** One write on its way through a proxy: a single request, or an item of a bulk. */
export interface Operation {
  readonly writeId: string
  readonly instance: number
  readonly partition: string | undefined
  readonly action: Action
  /** Into a queue instead of to a cluster. */
  readonly queued: boolean
  attempts: number
  waits: readonly bigint[]
  /** Where it was routed, with the epoch it is stamped with (OSP-086). */
  route: Route | undefined
  /** Elapsed time at which it passed the gate: its deadline counts from here (OSP-107). */
  gatedAt: bigint | undefined
  /** Where it was sent. */
  sentTo: Target | undefined
  /** Identifier of its envelope in the queue. */
  opId: string | undefined
  end: End | undefined
}

export function startOperation(
  request: Pick<Operation, 'writeId' | 'instance' | 'partition' | 'action' | 'queued'>,
): Operation {
  return {
    ...request,
    attempts: 0,
    waits: [],
    route: undefined,
    gatedAt: undefined,
    sentTo: undefined,
    opId: undefined,
    end: undefined,
  }
}

/** Stamps an operation with what was resolved for it; a failure ends it. */
export function stamp(operation: Operation, { route, failure, attempts, waits }: Resolution): void {
  operation.attempts = attempts
  operation.waits = waits
  operation.route = route
  operation.end = failure
}
