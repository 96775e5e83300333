import type { JsonObject } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Move } from '../../model/model.ts'
import type { World } from '../../model/world.ts'
import { type Mishap, mishaps } from '../systems/mishap.ts'

const operations = [
  'begin_migration',
  'enter_cutover',
  'complete_migration',
  'abort_migration',
  'state',
  'resolve',
  'admit_write',
] as const
/** What a request meets on its way, or that the store cannot be asked at all. */
const modes = [...mishaps.map(({ id }) => id), 'unavailable'] as const
/** Modes in which a request reaches the store and its caller does not hear so. */
const unheard = mishaps.flatMap(({ id, now, later, heard }) => ((now || later) && !heard ? [id] : []))
const events = ['begin', 'enter', 'complete', 'abort'] as const
const slots = 6

export interface MetFault {
  /** Absent where the store cannot be asked. */
  readonly mishap: Mishap | undefined
  readonly retryable: boolean
}

/** Armed store faults in the order of arming, and changes that a fault delayed. Both are part of the world's state. */
export class FaultQueue {
  readonly #armed: { op: number; mode: number; left: number; retryable: number; instance: number }[]
  readonly #delayed: { event: number; at: number; placement: number; epoch: number }[]

  constructor(world: World) {
    this.#armed = Array.from({ length: slots }, (_, at) =>
      world.ghosts(`fault${at}`, {
        op: { min: 0, max: operations.length - 1 },
        mode: { min: 0, max: modes.length - 1 },
        left: natural,
        retryable: { min: 0, max: 1 },
        instance: natural,
      }),
    )
    this.#delayed = Array.from({ length: slots }, (_, at) =>
      world.ghosts(`delayed${at}`, {
        event: { min: 0, max: events.length },
        at: natural,
        placement: natural,
        epoch: { ...natural, symbol: true },
      }),
    )
  }

  /** Whether another fault still fits; a model meets at most six at once. */
  get room(): boolean {
    return this.#armed.some((slot) => slot.left === 0) && this.#delayed.some((slot) => slot.event === 0)
  }

  /** True while `fault.release` would deliver something. */
  get pending(): boolean {
    return this.#delayed.some((slot) => slot.event !== 0)
  }

  arm(params: JsonObject): void {
    const slot = this.#armed.find((candidate) => candidate.left === 0)
    if (slot === undefined) return
    slot.op = operations.indexOf(params.op as (typeof operations)[number])
    slot.mode = modes.indexOf(params.mode as (typeof modes)[number])
    slot.left = (params.count as number | undefined) ?? 1
    slot.retryable = params.retryable === false ? 0 : 1
    slot.instance = params.instance === undefined ? 0 : (params.instance as number) + 1
  }

  /** The fault that a call of `op` meets, used up by one. `instance` is the proxy that calls, absent for a controller. */
  meet(op: string, instance?: number): MetFault | undefined {
    for (const [at, slot] of this.#armed.entries()) {
      if (slot.left === 0 || operations[slot.op] !== op) continue
      if (slot.instance !== 0 && slot.instance - 1 !== instance) continue
      slot.left--
      const met: MetFault = { mishap: mishaps[slot.mode], retryable: slot.retryable === 1 }
      if (slot.left === 0) this.#close(at)
      return met
    }
    return undefined
  }

  /** Keeps a change back; `epoch` is the partition's epoch when it was sent. */
  delay(event: string, at: number, placement: number, epoch: number): void {
    const slot = this.#delayed.find((candidate) => candidate.event === 0)
    if (slot === undefined) return
    slot.event = events.indexOf(event as (typeof events)[number]) + 1
    slot.at = at
    slot.placement = placement
    slot.epoch = epoch
  }

  release(): { event: string; at: number; placement: number; epoch: number }[] {
    const sent = this.#delayed
      .filter((slot) => slot.event !== 0)
      .map((slot) => ({
        event: events[slot.event - 1] as string,
        at: slot.at,
        placement: slot.placement,
        epoch: slot.epoch,
      }))
    for (const slot of this.#delayed) slot.event = 0
    return sent
  }

  clear(): void {
    for (const slot of this.#armed) slot.left = 0
    for (const slot of this.#delayed) slot.event = 0
  }

  /** Whether the next call of `op` would reach the store later and not now. */
  delays(op: string): boolean {
    const slot = this.#next(op)
    return slot !== undefined && mishaps[slot.mode]?.id === 'delay'
  }

  /** Whether the next call of `op` would be lost without a trace. */
  swallows(op: string): boolean {
    const slot = this.#next(op)
    if (slot === undefined) return false
    const mishap = mishaps[slot.mode]
    return mishap === undefined || !(mishap.now || mishap.later)
  }

  moves(fleet: boolean, gate: boolean): Move[] {
    const changes = ['begin_migration', 'enter_cutover', 'complete_migration', 'abort_migration']
    const armed: Input[] = changes.flatMap((op) =>
      mishaps.map(({ id: mode }) => ({ op: 'fault.arm', params: { op, mode } })),
    )
    armed.push({ op: 'fault.arm', params: { op: 'state', mode: 'unavailable' } })
    const reads: Input[] = [1, 2, 3, 4].flatMap((count) => [
      { op: 'fault.arm', params: { op: 'resolve', mode: 'unavailable', count } },
      { op: 'fault.arm', params: { op: 'resolve', mode: 'unavailable', count, instance: 1 } },
    ])
    reads.push({ op: 'fault.arm', params: { op: 'resolve', mode: 'unavailable', retryable: false } })
    if (gate) reads.push({ op: 'fault.arm', params: { op: 'admit_write', mode: 'unavailable' } })
    return [
      {
        name: 'fault.arm',
        weight: () => (this.room ? 2 : 0),
        variants: () => armed.filter(({ params }) => this.#tellable(params)),
      },
      { name: 'fault.arm reads', weight: () => (fleet && this.room ? 1.5 : 0), variants: () => reads },
      {
        name: 'fault.release',
        weight: () => (this.pending ? 4 : 0.1),
        variants: () => [{ op: 'fault.release', params: {} }],
      },
      { name: 'fault.clear', weight: () => 0.3, variants: () => [{ op: 'fault.clear', params: {} }] },
    ]
  }

  /**
   * A completion of what could not be read must not be sent. Where its caller would hear nothing of it, only the state tells that it
   * was, if not too late, and what other faults meet until then is not known: walks do not go there, scenarios do.
   */
  #tellable({ op, mode }: JsonObject): boolean {
    if (op === 'state') return !unheard.some((each) => this.#holds('complete_migration', each))
    const untold = op === 'complete_migration' && unheard.some((each) => each === mode)
    return !untold || !this.#holds('state', 'unavailable')
  }

  #next(op: string): { readonly mode: number } | undefined {
    return this.#armed.find((candidate) => candidate.left > 0 && operations[candidate.op] === op)
  }

  /** Whether such a fault is armed. */
  #holds(op: string, mode: string): boolean {
    return this.#armed.some((slot) => slot.left > 0 && operations[slot.op] === op && modes[slot.mode] === mode)
  }

  /** Keeps the queue in order of arming: later faults move up. */
  #close(at: number): void {
    for (let i = at; i + 1 < slots; i++) {
      const slot = this.#armed[i]
      const next = this.#armed[i + 1]
      if (slot !== undefined && next !== undefined) Object.assign(slot, next)
    }
    const last = this.#armed[slots - 1]
    if (last !== undefined) last.left = 0
  }
}
