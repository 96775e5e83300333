import type { Reply } from '../../../spec/adapter.ts'
import type { Ask } from './caller.ts'
import type { Entry } from './entry.ts'
import type { Fault } from './faults.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'
import type { Placement } from './placement.ts'
import { Refusal } from './refusal.ts'
import type { Steps } from './steps.ts'

type Controlled = { readonly partition: string; readonly controller?: number }
type Arming = {
  readonly op: Ask
  readonly mode: Fault['mode']
  readonly count?: number
  readonly retryable?: boolean
  readonly reason?: string
  readonly code?: string
  readonly instance?: number
}

/** The faults that only a change can meet. */
const ofChanges: readonly Fault['mode'][] = ['after_apply', 'duplicate', 'delay']
const reads: readonly Ask[] = ['state', 'resolve', 'admit_write']

/** The operations of controllers, of their clock, and of the faults between callers and the store. */
export function controlOperations(parts: Parts): Handlers {
  function* answered(change: Steps<Entry | Refusal>): Steps<Reply> {
    const answer = yield* change
    return answer instanceof Refusal ? parts.answers.refused(answer, true) : parts.answers.changed(answer)
  }
  return {
    'store.calls'({ since = 0 }: { readonly since?: number }) {
      return { ok: { calls: parts.calls.since(since) } }
    },
    'ctl.config'({ controller = 0 }: { readonly controller?: number }) {
      return { ok: { barrier_ns: parts.answers.number(parts.barrier.length(controller)) } }
    },
    'ctl.begin_migration': ({ partition, to, controller = 0 }: Controlled & { readonly to: Placement }) =>
      answered(parts.controller.begin(controller, parts.decoder.name(partition), to)),
    'ctl.enter_cutover': ({ partition, controller = 0 }: Controlled) =>
      answered(parts.controller.enter(controller, parts.decoder.name(partition))),
    'ctl.complete_migration': ({ partition, controller = 0 }: Controlled) =>
      answered(parts.controller.complete(controller, parts.decoder.name(partition))),
    'ctl.abort_migration': ({ partition, controller = 0 }: Controlled) =>
      answered(parts.controller.abort(controller, parts.decoder.name(partition))),
    *'ctl.state'({ partition, controller = 0 }: Controlled) {
      const entry = yield* parts.controller.state(controller, parts.decoder.name(partition))
      return entry instanceof Refusal ? parts.answers.refused(entry, true) : parts.answers.snapshot(entry)
    },
    'ctl.restart'({ controller = 0, barrier_ns }: { readonly controller?: number; readonly barrier_ns?: string }) {
      parts.controller.restart(controller, barrier_ns === undefined ? undefined : parts.decoder.number(barrier_ns))
      return { ok: {} }
    },
    'clock.advance'({ ns }: { readonly ns: string }) {
      parts.clock.advance(parts.decoder.number(ns))
      parts.upstream.expire()
      return { ok: {} }
    },
    'clock.rewind'({ ns }: { readonly ns: string }) {
      parts.clock.rewind(parts.decoder.number(ns))
      return { ok: {} }
    },
    'clock.now'() {
      return { ok: { ns: parts.answers.number(parts.clock.now()) } }
    },
    'fault.arm'({ op, mode, count = 1, retryable = true, reason, code, instance }: Arming) {
      if (reads.includes(op) && ofChanges.includes(mode))
        return parts.answers.invalid('expected a mode that reads have')
      parts.faults.arm({ op, mode, count, retryable, reason, code, instance })
      return { ok: {} }
    },
    *'fault.release'() {
      for (const change of parts.faults.release()) yield* parts.table.change(change)
      return { ok: {} }
    },
    'fault.clear'() {
      parts.faults.clear()
      return { ok: {} }
    },
  }
}
