import type { Ask, Caller } from './caller.ts'
import type { Entry, Route } from './entry.ts'
import type { Fault } from './faults.ts'
import type { Parts } from './parts.ts'
import { backendFailure, Refusal } from './refusal.ts'
import type { Steps } from './steps.ts'
import type { Change } from './table.ts'

/** The way from controllers and proxies to the store: requests and replies get lost, late or doubled on it. */
export interface Link {
  change(caller: Caller, change: Change): Steps<Entry | Refusal>
  state(caller: Caller, partition: string): Steps<Entry | undefined | Refusal>
  resolve(caller: Caller, partition: string): Steps<Route | undefined | Refusal>
  admit(caller: Caller, partition: string, stamp: bigint): Steps<boolean | Refusal>
  /** What the caller of a lost request hears. `definite` is false when it may have been applied. */
  failure(fault: Fault, change: Change | undefined): Refusal
}

export function createLink(parts: Parts): Link {
  /** Lets a call through, after whatever delays it, and notes how it ended. */
  function* reach<T>(
    caller: Caller,
    op: Ask,
    partition: string,
    ask: (fault: Fault | undefined) => Steps<T | Refusal>,
  ): Steps<T | Refusal> {
    const fault = parts.faults.meet(op, caller)
    const slow = fault?.mode === 'stall' || fault?.mode === 'stall_reply'
    if (fault?.mode === 'stall') yield* release(parts)
    const answer = yield* ask(slow ? undefined : fault)
    if (fault?.mode === 'stall_reply') yield* release(parts)
    parts.calls.note(op, partition, caller, answer instanceof Refusal ? answer.code : 'ok')
    return answer
  }

  function* faulty(fault: Fault, change: Change): Steps<Entry | Refusal> {
    switch (fault.mode) {
      case 'duplicate': {
        const first = yield* parts.table.change(change)
        yield* parts.table.change(change)
        return first
      }
      case 'after_apply':
        yield* parts.table.change(change)
        break
      case 'delay':
        parts.faults.delay(change)
        break
    }
    return parts.link.failure(fault, change)
  }

  return {
    change: (caller, change) =>
      reach(caller, change.kind, change.partition, (fault) =>
        fault === undefined ? parts.table.change(change) : faulty(fault, change),
      ),
    state: (caller, partition) =>
      reach(caller, 'state', partition, (fault) => read(parts, fault, parts.table.look(partition))),
    resolve: (caller, partition) =>
      reach(caller, 'resolve', partition, (fault) => read(parts, fault, parts.table.resolve(partition))),
    admit: (caller, partition, stamp) =>
      reach(caller, 'admit_write', partition, (fault) => read(parts, fault, parts.table.admit(partition, stamp))),
    failure: ({ mode, code, retryable }) => {
      const indefinite = mode === 'after_apply' || mode === 'delay'
      const details = indefinite ? ({ definite: false } as const) : {}
      if (code !== undefined) return new Refusal(code, false, details)
      return backendFailure(reasons[mode], retryable, details)
    },
  }
}

/** Our own words for what the backend did: what it says itself could carry tenant data. */
const reasons: Readonly<Record<Fault['mode'], string>> = {
  before_apply: 'store unreachable',
  unavailable: 'store unavailable',
  after_apply: 'store reply lost',
  delay: 'store request timed out',
  duplicate: 'store request repeated',
  stall: 'store request stalled',
  stall_reply: 'store reply stalled',
}

function* release(parts: Parts): Steps<void> {
  const before = parts.faults.releases()
  while (parts.faults.releases() === before) yield 'blocked'
}

function* read<T>(parts: Parts, fault: Fault | undefined, ask: Steps<T>): Steps<T | Refusal> {
  return fault === undefined ? yield* ask : parts.link.failure(fault, undefined)
}
