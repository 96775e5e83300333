import type { JsonObject } from '../../../spec/json.ts'
import { type Expectation, OneOf } from '../../model/pattern.ts'
import type { Role } from '../../model/world.ts'
import { type ControllerContext, type ControllerPayload, controller } from '../charts/controller.ts'
import type { OsproxyModel, PartitionRole } from './model.ts'

type ControllerRole = Role<ControllerContext, ControllerPayload>

const unreachable = { reason: 'the store did not answer' }
const backend: Expectation = { error: { code: 'backend', retryable: true }, besides: unreachable }
/** A store's own "no" may be passed on or not. */
const finalBackend: Expectation = {
  error: { code: 'backend', retryable: new OneOf([true, false]) },
  besides: unreachable,
}

/** Controllers with their barrier: what each has on record of each partition, and what its callers may hear. */
export class ControllersModel {
  /** By controller and partition. */
  readonly records: readonly (readonly ControllerRole[])[]
  /** Whether a controller has waited for any cutover of a partition since it last started. */
  readonly #memories: readonly (readonly { waited: number; repeated: number }[])[]

  /** `partition`, from 1, is the one whose completion could not be read and would have been late, had it been sent. */
  readonly #unread: { partition: number }

  constructor(readonly model: OsproxyModel) {
    const { world, palette, barrier, setting } = model
    const count = setting.profile === 'store' ? 0 : palette.controllers
    this.records = Array.from({ length: count }, (_, c) =>
      palette.partitions.map((_, at) =>
        world.role(`c${c}.p${at}`, controller, { barrier, horizon: Number.MAX_SAFE_INTEGER }),
      ),
    )
    this.#memories = this.records.map((records) =>
      records.map((record) =>
        world.ghosts(`${record.name}.memory`, { waited: { min: 0, max: 1 }, repeated: { min: 0, max: 1 } }),
      ),
    )
    this.#unread = world.ghosts('unread', { partition: { min: 0, max: palette.partitions.length } })
  }

  /** What was late has reached the store: what must not have been sent shows in its state. */
  released(): void {
    const unread = this.model.partitions[this.#unread.partition - 1]
    if (unread !== undefined) this.model.world.attribute({ state: ['OSP-072'], epoch: ['OSP-072'] }, unread.name)
    this.#unread.partition = 0
  }

  tick(ticks: number): void {
    for (const records of this.records) for (const record of records) record.send('tick', { ticks })
  }

  /** A controller reads what the store holds, whatever happened before, or hears that it could not be asked. */
  #seen(role: PartitionRole, at: number): Expectation {
    const fault = this.model.faults.meet('state')
    if (fault !== undefined) {
      this.model.world.attribute({ reply: ['OSP-109'] })
      return fault.retryable ? backend : finalBackend
    }
    this.model.world.attribute({ reply: ['OSP-120'] })
    return { ok: this.model.snapshot(role, at) }
  }

  /** An operation of a controller on one partition, by its name without the prefix. */
  perform(name: string, params: JsonObject, at: number): Expectation {
    const record = this.records[(params.controller as number | undefined) ?? 0]?.[at]
    const role = this.model.partitions[at] as PartitionRole
    if (record === undefined) return { any: true }
    if (name === 'state') return this.#seen(role, at)
    if (name === 'complete_migration') {
      record.send('ask')
      if (this.model.faults.meet('state') !== undefined) {
        // Outside cutover the store's own refusal is as good as any: nothing could flip.
        if (role.state !== 'cutover' && this.model.world.choose(2) === 1)
          return this.#request(name, params, at, record, role)
        record.send('unreadable')
        this.model.world.attribute({ state: ['OSP-072'], epoch: ['OSP-072'] }, role.name)
        // A request that a fault swallows cannot be told from one that was never made.
        if (this.model.faults.swallows('complete_migration') && this.model.world.choose(2) === 1)
          this.model.faults.meet('complete_migration')
        if (role.state === 'cutover' && this.model.faults.delays('complete_migration')) this.#unread.partition = at + 1
        return {
          error: { code: new OneOf(['backend', 'barrier_pending']) },
          besides: { retryable: true, remaining_ns: `${this.model.barrier}`, ...unreachable },
        }
      }
      if (role.state === 'cutover') {
        // A controller that has seen an earlier cutover of the partition may take that one's wait for this one's.
        const first = record.state === 'idle'
        const memory = this.#memories[(params.controller as number | undefined) ?? 0]?.[at]
        const blame = [memory?.waited === 1 ? 'OSP-070' : 'OSP-071']
        const verdict = record.send('look', { epoch: role.context.epoch })[0]
        if (first) this.model.world.attribute({ reply: blame, timing: blame })
        if (memory?.repeated === 1) this.model.world.attribute({ reply: ['OSP-110'], timing: ['OSP-110'] })
        if (memory !== undefined) memory.waited = 1
        if (verdict?.type === 'pending') {
          return { error: { code: 'barrier_pending', remaining_ns: `${verdict.values.remaining}`, retryable: true } }
        }
      } else record.send('elsewhere')
    }
    return this.#request(name, params, at, record, role)
  }

  /** A change through a controller: the fault in its way, if any, then the store, then the controller's memory. */
  #request(name: string, params: JsonObject, at: number, record: ControllerRole, role: PartitionRole): Expectation {
    const event = name.split('_')[0] as string
    const placement = this.model.placements.numberOf(params.to ?? null)
    const fault = this.model.faults.meet(name)
    const waiting =
      record.state === 'waiting' && role.state === 'cutover' && record.context.epoch === role.context.epoch
    if (fault === undefined || fault.mishap?.heard === true) {
      const outputs = this.model.change(event, at, placement)
      const ok = outputs[0]?.type === 'changed'
      if (fault?.mishap?.later === true) this.model.change(event, at, placement)
      if (name === 'enter_cutover') {
        if (ok) {
          record.send('entered', { epoch: role.context.epoch })
          const memory = this.#memories[(params.controller as number | undefined) ?? 0]?.[at]
          if (memory !== undefined) Object.assign(memory, { waited: 1, repeated: 0 })
        } else if (waiting) this.#repeated(record, role, at, params)
      } else if (ok) record.send('left')
      return this.model.answer(outputs, at)
    }
    if (fault.mishap?.now === true) this.model.change(event, at, placement)
    if (fault.mishap?.later === true) this.model.faults.delay(event, at, placement, role.context.epoch)
    if (name === 'enter_cutover' && waiting) this.#repeated(record, role, at, params)
    this.model.world.attribute({ reply: ['OSP-109'] })
    return fault.retryable ? backend : finalBackend
  }

  /** A refused or failed repetition of enter-cutover may keep the wait, restart it or forget it, but never shorten it. */
  #repeated(record: ControllerRole, role: PartitionRole, at: number, params: JsonObject): void {
    const memory = this.#memories[(params.controller as number | undefined) ?? 0]?.[at]
    if (memory !== undefined) memory.repeated = 1
    const reading = this.model.world.choose(3)
    if (reading === 1) record.send('restarted', { epoch: role.context.epoch })
    if (reading === 2) record.send('uncertain')
  }

  restart(params: JsonObject): Expectation {
    if (params.barrier_ns !== undefined) return { any: true }
    const number = (params.controller as number | undefined) ?? 0
    for (const record of this.records[number] ?? []) record.send('restart')
    for (const memory of this.#memories[number] ?? []) memory.waited = 0
    return { ok: {} }
  }
}
