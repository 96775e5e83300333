import type { Caller } from './caller.ts'
import { staleEpoch, storeUnavailable, upstreamFailed } from './failure.ts'
import type { Operation } from './operation.ts'
import type { Parts } from './parts.ts'
import { targetOf } from './placement.ts'
import { Refusal } from './refusal.ts'
import type { Steps } from './steps.ts'

/** The last two steps of every write: the gate, and sending. */
export interface Dispatch {
  /** Asks the store's gate about the stamp, now (OSP-083). Whatever is not admitted ends (OSP-087). */
  gate(operation: Operation): Steps<void>
  /** Whether this write needs the gate: all but asynchronous ones where those are declared ungated. */
  gated(operation: Operation): boolean
  /** Sends a write that passed the gate to the one target it was stamped with (OSP-095, OSP-096). */
  send(operation: Operation): void
  /** Whether the deadline of a write has passed (OSP-107). */
  late(operation: Operation): boolean
}

export function createDispatch(parts: Parts): Dispatch {
  return {
    *gate(operation) {
      const { partition, route, instance, end } = operation
      if (end !== undefined || route === undefined || partition === undefined) return
      // The gate gives its verdict at some time after this one: the deadline must not count from later (OSP-107).
      operation.gatedAt = parts.clock.elapsed()
      if (parts.dispatch.gated(operation)) {
        const caller: Caller = { role: 'proxy', number: instance }
        const verdict = yield* parts.link.admit(caller, partition, route.epoch)
        // A gate that gives no verdict is closed (OSP-085).
        if (verdict instanceof Refusal) operation.end = storeUnavailable(true)
        else if (!verdict) operation.end = staleEpoch
      }
    },
    gated: ({ queued }) => !queued || parts.choices.asyncGate() === 'gated',
    send: (operation) => {
      if (operation.end !== undefined || operation.route === undefined) return
      if (operation.queued) {
        operation.opId = parts.queue.put(operation)
        operation.end = { status: 202 }
      } else if (parts.dispatch.late(operation)) operation.end = upstreamFailed
      else {
        operation.sentTo = targetOf(operation.route.placement)
        parts.upstream.receive(operation)
      }
    },
    late: ({ gatedAt }) => gatedAt !== undefined && parts.clock.elapsed() - gatedAt > parts.settings.deadline(),
  }
}
