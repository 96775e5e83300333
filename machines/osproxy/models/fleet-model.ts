import type { JsonObject } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { Input } from '../../model/model.ts'
import { Anything, type Expectation, OneOf, optional, type Pattern } from '../../model/pattern.ts'
import type { Role } from '../../model/world.ts'
import { type LookupContext, lookup } from '../charts/lookup.ts'
import { type WriteContext, type WritePayload, write } from '../charts/write.ts'
import type { OsproxyModel, PartitionRole } from './model.ts'
import { targetOf, UpstreamLog } from './upstream-log.ts'

const slots = 4
const bit = { min: 0, max: 1 }
const written = new OneOf([200, 201])
const silentGate = new Anything(false, () => 'placement_backend_unavailable')
const phases: readonly string[] = ['settled', 'draining', 'cutover']
const defaultDeadline = 30_000_000_000

interface Slot {
  readonly role: Role<WriteContext, WritePayload>
  /** `phase` is the one that was resolved, by its place in `phases`. */
  readonly memory: {
    id: number
    held: number
    attempts: number
    applied: number
    lost: number
    late: number
    phase: number
  }
}

type Found = {
  readonly ok: true
  readonly target: number
  readonly stamp: number
  readonly phase: string
  readonly attempts: number
}
type Failed = {
  readonly ok: false
  readonly code: string
  readonly status: number
  readonly retryable: boolean
  readonly attempts: number
}

/** Proxy instances and their upstreams: writes that may be paused or held, reads, and what the clusters applied. */
export class FleetModel {
  readonly #lookup: Role<LookupContext, Record<string, never>>
  readonly slots: readonly Slot[]
  /** The last write id in use, and the one whose upstream is to hold its answer. */
  readonly uses: { nextId: number; pendingHold: number }
  readonly #upstream: UpstreamLog
  readonly #base: number
  readonly #cap: number

  constructor(readonly model: OsproxyModel) {
    const { world, palette } = model
    const limit = Math.max(1, palette.retry?.max_attempts ?? 3)
    this.#base = Number(palette.retry?.base_backoff_ns ?? 50_000_000)
    this.#cap = Number(palette.retry?.max_backoff_ns ?? 1_000_000_000)
    this.#lookup = world.role('lookup', lookup, { limit })
    const bound = palette.deadline ?? defaultDeadline
    this.slots = Array.from({ length: slots }, (_, at) => ({
      role: world.role(`w${at}`, write, { bound }),
      memory: world.ghosts(`w${at}.memory`, {
        id: natural,
        held: bit,
        attempts: natural,
        applied: bit,
        lost: bit,
        late: bit,
        phase: { min: 0, max: phases.length - 1 },
      }),
    }))
    this.uses = world.ghosts('writes', { nextId: natural, pendingHold: natural })
    this.#upstream = new UpstreamLog(model)
  }

  accepts(input: Input): boolean {
    const id = idOf(input.params.write_id)
    switch (input.op) {
      case 'upstream.hold':
        return id > this.uses.nextId && this.uses.pendingHold <= this.uses.nextId
      case 'proxy.write':
        return id > this.uses.nextId && this.free() !== undefined
      case 'proxy.resume':
        return this.#paused(id) !== undefined
      case 'upstream.settle':
      case 'proxy.result':
        return this.#held(id) !== undefined
      default:
        return true
    }
  }

  /** The query that shows what the last step made the clusters apply. */
  log(): Input {
    return this.#upstream.query()
  }

  tick(ticks: number): void {
    this.#upstream.turn()
    for (const { role, memory } of this.slots) {
      const { age, bound } = role.context
      if (role.state === 'inflight' && age + ticks === bound && this.model.world.choose(2) === 1) {
        role.send('lost')
        memory.lost = 1
        memory.late = 1
      } else {
        const before = role.state
        role.send('tick', { ticks })
        if (before === 'inflight' && role.state === 'done') {
          memory.lost = 1
          memory.late = 1
        }
      }
    }
  }

  perform(input: Input): Expectation {
    const { op, params } = input
    if (op === 'upstream.log') return this.#upstream.commits(params)
    this.#upstream.turn()
    switch (op) {
      case 'proxy.write':
        return this.#write(params)
      case 'proxy.resume':
        return this.#resume(params)
      case 'proxy.read':
        return this.#read(params)
      case 'upstream.hold':
        this.uses.pendingHold = idOf(params.write_id)
        return { ok: {} }
      case 'upstream.settle':
        return this.#settle(params)
      case 'proxy.result': {
        const slot = this.#held(idOf(params.write_id))
        if (slot === undefined) return { any: true }
        if (slot.role.state === 'done' && slot.memory.late === 1) this.model.world.attribute({ reply: ['OSP-107'] })
        return this.#progress(slot)
      }
      default:
        return { any: true }
    }
  }

  #write(params: JsonObject): Expectation {
    const id = idOf(params.write_id)
    this.uses.nextId = Math.max(this.uses.nextId, id)
    if (params.mode === 'async') return { any: true }
    if (params.partition === undefined) {
      return {
        ok: {
          done: {
            http_status: 400,
            code: 'partition_unresolved',
            retryable: false,
            target: optional,
            epoch: optional,
            attempts: 0,
            waits_ns: [],
          },
        },
      }
    }
    const at = this.model.partitionAt(params.partition)
    const slot = this.free()
    if (slot === undefined) return { any: true }
    slot.role.send('recycle')
    Object.assign(slot.memory, {
      id,
      held: this.uses.pendingHold === id ? 1 : 0,
      attempts: 0,
      applied: 0,
      lost: 0,
      late: 0,
      phase: 0,
    })
    slot.role.send('start', { partition: at })
    const found = this.#find(at, params.instance as number)
    slot.memory.attempts = found.attempts
    if (!found.ok) {
      slot.role.send(found.code === 'placement_missing' ? 'missing' : 'outage')
      return { ok: { done: this.#rejection(found.status, found.code, found.retryable, slot, at) } }
    }
    slot.role.send('found', { target: found.target, stamp: found.stamp })
    slot.memory.phase = phases.indexOf(found.phase)
    if (params.stop_at === 'resolved') {
      return {
        ok: {
          paused: 'resolved',
          target: targetOf(this.model, found.target),
          epoch: this.model.epoch(found.stamp, at),
          phase: found.phase,
        },
      }
    }
    return this.#gate(slot, at, params.stop_at === 'gated', params.instance as number)
  }

  #resume(params: JsonObject): Expectation {
    const slot = this.#paused(idOf(params.write_id))
    if (slot === undefined) return { any: true }
    const at = slot.role.context.partition
    if (slot.role.state === 'gated') return this.#dispatch(slot)
    return this.#gate(slot, at, params.stop_at === 'gated', undefined)
  }

  #gate(slot: Slot, at: number, stop: boolean, instance: number | undefined): Expectation {
    slot.role.send('askGate')
    if (this.model.faults.meet('admit_write', instance) !== undefined) {
      slot.role.send('gateSilent')
      return { ok: { done: { ...this.#rejection(503, silentGate, true, slot, at) } } }
    }
    const partition = this.model.partitions[at] as PartitionRole
    const verdict = partition.send('admit', { stamp: slot.role.context.stamp })[0]
    if (verdict?.type !== 'admitted') {
      slot.role.send('gateRejects')
      return { ok: { done: this.#rejection(409, 'stale_epoch', true, slot, at) } }
    }
    slot.role.send('gateAdmits')
    if (stop)
      return {
        ok: {
          paused: 'gated',
          target: targetOf(this.model, slot.role.context.target),
          epoch: this.model.epoch(slot.role.context.stamp, at),
          phase: new Anything(false, () => phases[slot.memory.phase]),
        },
      }
    return this.#dispatch(slot)
  }

  #dispatch(slot: Slot): Expectation {
    const { role, memory } = slot
    if (role.context.age === role.context.bound && this.model.world.choose(2) === 1) role.send('tick', { ticks: 1 })
    role.send('dispatch')
    if (role.state === 'done') memory.lost = 1
    else if (memory.held === 0) this.#apply(slot)
    return this.#progress(slot)
  }

  #settle(params: JsonObject): Expectation {
    const slot = this.#held(idOf(params.write_id))
    if (slot === undefined || slot.role.state !== 'inflight') return { any: true }
    const outcome = params.outcome as string
    if (outcome !== 'commit') slot.memory.lost = 1
    if (outcome === 'commit' || outcome === 'timeout_applied' || outcome === 'reset_applied') this.#apply(slot)
    else slot.role.send('lost')
    return { ok: {} }
  }

  #apply(slot: Slot): void {
    const { role, memory } = slot
    role.send('applied')
    memory.applied = 1
    this.#upstream.add(memory.id, role.context)
  }

  #progress({ role, memory }: Slot): Expectation {
    const { partition: at, target, stamp } = role.context
    const common = { target: targetOf(this.model, target), epoch: this.model.epoch(stamp, at) }
    if (role.state === 'inflight') return { ok: { held: common } }
    const effort = { attempts: memory.attempts, waits_ns: this.#waits(memory.attempts) }
    if (memory.lost === 0) return { ok: { done: { http_status: written, ...common, ...effort } } }
    return {
      ok: {
        done: {
          http_status: 502,
          code: 'upstream_failed',
          retryable: true,
          target: optional,
          epoch: optional,
          ...effort,
        },
      },
    }
  }

  #read(params: JsonObject): Expectation {
    if (params.partition === undefined) return { error: { code: 'partition_unresolved' } }
    const at = this.model.partitionAt(params.partition)
    const found = this.#find(at, params.instance as number)
    const effort = { attempts: found.attempts, waits_ns: this.#waits(found.attempts) }
    if (!found.ok)
      return { error: { code: found.code, retryable: found.retryable, http_status: found.status, ...effort } }
    return {
      ok: {
        target: targetOf(this.model, found.target),
        epoch: this.model.epoch(found.stamp, at),
        phase: found.phase,
        ...effort,
      },
    }
  }

  /** The store read of one request with its retries. */
  #find(at: number, instance: number): Found | Failed {
    const role = this.#lookup
    role.send('ask')
    for (;;) {
      const fault = this.model.faults.meet('resolve', instance)
      const { attempts } = role.context
      if (fault === undefined) {
        const output = (this.model.partitions[at] as PartitionRole).send('resolve')[0]
        const placed = output !== undefined && output.type === 'resolved'
        const said = role.send(placed ? 'found' : 'missing')[0]
        if (placed)
          return {
            ok: true,
            target: output.values.at as number,
            stamp: output.values.epoch as number,
            phase: output.params.phase as string,
            attempts,
          }
        return failure(said?.params, attempts)
      }
      const said = role.send(fault.retryable ? 'outage' : 'refused')[0]
      if (said?.type === 'failed') return failure(said.params, attempts)
    }
  }

  #rejection(
    status: number,
    code: Pattern,
    retryable: boolean,
    slot: Slot,
    at: number,
  ): { readonly [member: string]: Pattern } {
    const { stamp } = slot.role.context
    const resolved = stamp !== 0
    return {
      http_status: status,
      code,
      retryable,
      target: optional,
      ...(resolved ? { epoch: this.model.epoch(stamp, at) } : { epoch: optional }),
      attempts: slot.memory.attempts,
      waits_ns: this.#waits(slot.memory.attempts),
    }
  }

  /** Backoff before the second, third, … read: base doubled each time, capped. */
  #waits(attempts: number): string[] {
    return Array.from({ length: Math.max(0, attempts - 1) }, (_, k) => `${Math.min(this.#base * 2 ** k, this.#cap)}`)
  }

  free(): Slot | undefined {
    return this.slots.find(({ role }) => role.state === 'new' || role.state === 'rejected' || role.state === 'done')
  }

  #paused(id: number): Slot | undefined {
    return this.slots.find(
      ({ role, memory }) => memory.id === id && (role.state === 'resolved' || role.state === 'gated'),
    )
  }

  #held(id: number): Slot | undefined {
    return this.slots.find(
      ({ role, memory }) =>
        memory.id === id && memory.held === 1 && (role.state === 'inflight' || role.state === 'done'),
    )
  }
}

function failure(params: { readonly [name: string]: number | string | boolean } | undefined, attempts: number): Failed {
  return {
    ok: false,
    code: String(params?.code),
    status: Number(params?.status),
    retryable: params?.retryable === true,
    attempts,
  }
}

/** Write ids are w1, w2, … in ascending order of use; 0 for anything else. */
function idOf(text: unknown): number {
  const match = typeof text === 'string' ? /^w([1-9][0-9]*)$/.exec(text) : null
  return match === null ? 0 : Number(match[1])
}
