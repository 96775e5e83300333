import type { Ask, Caller } from './caller.ts'
import type { Change } from './table.ts'

export type FaultMode = 'before_apply' | 'after_apply' | 'duplicate' | 'delay' | 'unavailable' | 'stall' | 'stall_reply'

/** What happens to the next `count` calls of `op`, optionally of one proxy instance only. */
export interface Fault {
  readonly op: Ask
  readonly mode: FaultMode
  readonly count: number
  readonly retryable: boolean
  /** How the backend words its failure; only our own wording is passed on (OSP-008). */
  readonly reason: string | undefined
  /** An error code in place of `backend`, unknown to us (OSP-014). */
  readonly code: string | undefined
  readonly instance: number | undefined
}

/** Faults armed between callers and the store, and what they keep back. */
export interface Faults {
  arm(fault: Fault): void
  /** The first armed fault that concerns the call, used up by one. */
  meet(op: Ask, caller: Caller): Fault | undefined
  /** Keeps a request until the next release. */
  delay(change: Change): void
  /** Number of releases so far: a stalled call goes on when it has grown. */
  releases(): number
  /** Lets stalled calls go on and returns the delayed requests in the order in which they were sent. */
  release(): readonly Change[]
  /** Disarms every fault and drops the delayed requests. */
  clear(): void
}

export function createFaults(): Faults {
  let armed: { readonly fault: Fault; left: number }[] = []
  let delayed: Change[] = []
  let releases = 0
  return {
    arm: (fault) => {
      armed.push({ fault, left: fault.count })
    },
    meet: (op, caller) => {
      if (armed.length === 0) return undefined
      const met = armed.find(({ fault }) => fault.op === op && concerns(fault, caller))
      if (met === undefined) return undefined
      met.left -= 1
      if (met.left === 0) armed = armed.filter((other) => other !== met)
      return met.fault
    },
    delay: (change) => {
      delayed.push(change)
    },
    releases: () => releases,
    release: () => {
      const released = delayed
      delayed = []
      releases += 1
      return released
    },
    clear: () => {
      armed = []
      delayed = []
    },
  }
}

function concerns({ instance }: Fault, { role, number }: Caller): boolean {
  return instance === undefined || (role === 'proxy' && number === instance)
}
