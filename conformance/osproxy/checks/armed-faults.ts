import type { JsonObject } from '../../../spec/json.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import { changeOf } from './state-table.ts'

/** A fault that one call of a controller surely met. */
export interface MetFault {
  readonly op: string
  readonly mode: string
  /** How the backend words it, where the case says so. */
  readonly reason: string | undefined
  /** An error code in place of `backend`. */
  readonly code: string | undefined
  readonly retryable: boolean
}

/**
 * Follows the faults that are armed on what controllers ask the store. Where it is open whether a call reached the store, such
 * as a completion whose state could not be read, nothing is sure until the faults are cleared.
 */
export class ArmedFaults {
  readonly #queues = new Map<string, { readonly fault: MetFault; left: number }[]>()
  readonly #unsure = new Set<string>()

  /** Whether no fault was ever armed since the beginning, or since the last clearing. */
  get none(): boolean {
    return this.#queues.size === 0
  }

  /** Whether calls of this kind may meet a fault. */
  mayHit(op: string): boolean {
    return this.#queues.has(op)
  }

  /** The fault that this call surely met. */
  see({ op, params, reply }: Exchange): MetFault | undefined {
    if (op === 'fault.arm' && reply.ok !== undefined) this.#arm(params)
    if (op === 'fault.clear') {
      this.#queues.clear()
      this.#unsure.clear()
    }
    if (op === 'batch.concurrent') for (const kind of this.#queues.keys()) this.#unsure.add(kind)
    if (op === 'ctl.state') return this.#meet('state')
    const change = changeOf(op, params)
    if (change?.controller === undefined) return undefined
    if (change.kind !== 'complete_migration') return this.#meet(change.kind)
    if (this.mayHit('state')) {
      this.#unsure.add('state')
      this.#unsure.add('complete_migration')
    }
    return reply.error?.code === 'barrier_pending' ? undefined : this.#meet('complete_migration')
  }

  #arm({ op, mode, count = 1, reason, code, retryable = true, instance }: JsonObject): void {
    const kind = op as string
    const queue = this.#queues.get(kind) ?? []
    this.#queues.set(kind, queue)
    if (instance !== undefined) this.#unsure.add(kind)
    const fault = {
      op: kind,
      mode: mode as string,
      reason: reason as string | undefined,
      code: code as string | undefined,
      retryable: retryable as boolean,
    }
    queue.push({ fault, left: count as number })
  }

  #meet(op: string): MetFault | undefined {
    const queue = this.#queues.get(op)
    const met = queue?.[0]
    if (met === undefined || this.#unsure.has(op)) return undefined
    met.left -= 1
    if (met.left === 0) queue?.shift()
    return met.fault
  }
}

/** Whether the caller of a request that met this fault hears of a failure of the store. */
export function fails({ mode }: MetFault): boolean {
  return mode !== 'duplicate' && !mode.startsWith('stall')
}
