import { canonical } from '../../../spec/canonical.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { natural, type Output } from '../../chart/chart.ts'
import type { Input, KnownSymbol, Model, ModelSource, Move, Scope, Setting, Subject } from '../../model/model.ts'
import { anything, type Expectation, OneOf, optional, type Pattern, SymbolPattern } from '../../model/pattern.ts'
import { textsOf, textsScope } from '../../model/subject-texts.ts'
import { format, none } from '../../model/symbol.ts'
import { type Role, World } from '../../model/world.ts'
import { type ControllerContext, type ControllerPayload, controller } from '../charts/controller.ts'
import { type PartitionContext, type PartitionPayload, partition } from '../charts/partition.ts'
import { FaultQueue } from './fault-queue.ts'
import { FleetModel } from './fleet-model.ts'

export type PartitionRole = Role<PartitionContext, PartitionPayload>
export type ControllerRole = Role<ControllerContext, ControllerPayload>

/** What a walk draws from: names, placements, times. The first entries are the simplest. */
export interface Palette {
  readonly partitions: readonly string[]
  readonly placements: readonly JsonObject[]
  readonly controllers: number
  readonly instances: number
  /** Drain barrier in nanoseconds; absent for the default of 30 s. */
  readonly barrier?: number
  /** Longest time between gate and application of a write, in nanoseconds; absent for the default of 30 s. */
  readonly deadline?: number
  readonly retry?: { readonly max_attempts: number; readonly base_backoff_ns: string; readonly max_backoff_ns: string }
}

const second = 1_000_000_000
export const placements: readonly JsonObject[] = [
  { kind: 'dedicated_cluster', cluster: 'a' },
  { kind: 'dedicated_index', cluster: 'b', index: 'i' },
  { kind: 'dedicated_index', cluster: 'a', index: 'i' },
  {
    kind: 'shared_index',
    cluster: 'c',
    index: 'shared',
    inject: [
      { name: '_tenant', value: { kind: 'partition_id' } },
      { name: '_src', value: { kind: 'constant', json: { b: [1, null, 'x'], a: 2 } } },
      { name: '_who', value: { kind: 'from_principal', attr: 'team' } },
      { name: '_where', value: { kind: 'from_header', header: 'x-region' } },
    ],
  },
]

export const defaultPalette: Palette = { partitions: ['p0', 'p1', 'p2'], placements, controllers: 2, instances: 2 }

const unreachable = { reason: 'the store did not answer' }
export const backend: Expectation = { error: { code: 'backend', retryable: true }, besides: unreachable }
/** A store's own "no" may be passed on or not. */
const finalBackend: Expectation = {
  error: { code: 'backend', retryable: new OneOf([true, false]) },
  besides: unreachable,
}
const refusal = (code: string): Expectation => ({ error: { code }, besides: { retryable: false } })
const done: Expectation = { ok: {} }

/** The system of one profile as a test model: store, controllers with their barrier, proxies, and the faults between them. */
export class OsproxyModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly partitions: readonly PartitionRole[]
  readonly controllers: readonly (readonly ControllerRole[])[]
  readonly faults: FaultQueue
  readonly barrier: number
  readonly #fleet: FleetModel | undefined
  /**
   * `last` says how the last change ended: 0 done, 1 refused, 2 it was a restart. `unread` is the partition, from 1, whose completion
   * could not be read and would have been late, had it been sent.
   */
  readonly #store: { generation: number; now: number; last: number; unread: number }
  /** Whether a controller has waited for any cutover of a partition since it last started. */
  readonly #memories: readonly (readonly { waited: number; repeated: number }[])[]
  readonly #placements: Json[] = []
  readonly #placementKeys = new Map<string, number>()
  readonly #placementObjects = new WeakMap<object, number>()

  constructor(
    readonly setting: Setting,
    readonly palette: Palette,
    /** Declares the partitions' roles where a system brings them along. */
    partitionsOf?: (
      world: World,
      choices: { readonly cancels: number; readonly refusesSame: number },
    ) => readonly PartitionRole[],
  ) {
    const { world } = this
    const cancels = setting.parameters.set_during_migration === 'cancel' ? 1 : 0
    const refusesSame = setting.parameters.same_placement === 'refuse' ? 1 : 0
    this.barrier = palette.barrier ?? 30 * second
    this.partitions =
      partitionsOf?.(world, { cancels, refusesSame }) ??
      palette.partitions.map((_, at) => world.role(`p${at}`, partition, { cancels, refusesSame }))
    const controls = setting.profile === 'store' ? 0 : palette.controllers
    this.controllers = Array.from({ length: controls }, (_, c) =>
      palette.partitions.map((_, at) =>
        world.role(`c${c}.p${at}`, controller, { barrier: this.barrier, horizon: Number.MAX_SAFE_INTEGER }),
      ),
    )
    this.#memories = this.controllers.map((records) =>
      records.map((record) =>
        world.ghosts(`${record.name}.memory`, { waited: { min: 0, max: 1 }, repeated: { min: 0, max: 1 } }),
      ),
    )
    this.#store = world.ghosts('store', {
      generation: { ...natural, symbol: true },
      now: natural,
      last: { min: 0, max: 2 },
      unread: { min: 0, max: this.partitions.length },
    })
    this.faults = new FaultQueue(world)
    if (setting.profile === 'fleet') this.#fleet = new FleetModel(this)
    this.configuration = {
      ...(palette.barrier === undefined ? {} : { barrier_ns: `${palette.barrier}` }),
      ...(palette.deadline === undefined ? {} : { upstream_deadline_ns: `${palette.deadline}` }),
      ...(palette.retry === undefined ? {} : { retry: palette.retry }),
      ...(setting.profile === 'fleet' ? { instances: palette.instances } : {}),
    }
    this.moves = [...this.#storeMoves(), ...(controls > 0 ? this.#controlMoves() : []), ...(this.#fleet?.moves() ?? [])]
  }

  get now(): number {
    return this.#store.now
  }

  has(capability: string): boolean {
    return this.setting.capabilities.has(capability)
  }

  /** Number of a placement; structurally equal placements share one. */
  placement(value: Json): number {
    const seen = typeof value === 'object' && value !== null ? this.#placementObjects.get(value) : undefined
    if (seen !== undefined) return seen
    const number = this.#interned(value)
    if (typeof value === 'object' && value !== null) this.#placementObjects.set(value, number)
    return number
  }

  #interned(value: Json): number {
    const key = canonical(value)
    const known = this.#placementKeys.get(key)
    if (known !== undefined) return known
    this.#placements.push(value)
    this.#placementKeys.set(key, this.#placements.length)
    return this.#placements.length
  }

  placementOf(number: number): JsonObject {
    return this.#placements[number - 1] as JsonObject
  }

  partitionAt(name: Json | undefined): number {
    return this.palette.partitions.indexOf(name as string)
  }

  family(at: number): string {
    return `epoch of ${this.palette.partitions[at]}`
  }

  epoch(symbol: number, at: number): Pattern {
    return new SymbolPattern(symbol, this.family(at))
  }

  accepts(input: Input): boolean {
    if (input.params.partition !== undefined && this.partitionAt(input.params.partition) < 0) return false
    return this.#fleet?.accepts(input) ?? true
  }

  perform(input: Input, scope: Scope): Expectation {
    const { op, params } = input
    if (op.startsWith('proxy.') || op.startsWith('upstream.')) return this.#fleet?.perform(input) ?? { any: true }
    if (op.startsWith('fault.')) return this.#fault(op, params)
    if (op.startsWith('clock.')) return this.#clock(op, params)
    if (op === 'store.current_epoch') return this.#generation()
    if (op === 'store.restart') {
      this.#store.last = 2
      return done
    }
    if (op === 'ctl.restart') return this.#restart(params)
    if (op === 'ctl.config') return { ok: { barrier_ns: `${this.barrier}` } }
    const at = this.partitionAt(params.partition)
    if (at < 0) return { any: true }
    if (op.startsWith('ctl.')) return this.#control(op.slice(4), params, at)
    return this.#storeCall(op, params, at, scope)
  }

  probes(last: Input, known: readonly KnownSymbol[], thorough: boolean): readonly Input[] {
    if (isQuery(last.op)) return []
    const named = this.partitionAt(last.params.partition)
    const targets = thorough || named < 0 ? this.palette.partitions.keys() : [named]
    const probes: Input[] = []
    for (const at of targets) {
      const name = this.palette.partitions[at] as string
      probes.push(
        { op: 'store.state', params: { partition: name } },
        { op: 'store.resolve', params: { partition: name } },
      )
      for (const epoch of this.#stamps(at, known, thorough))
        probes.push({ op: 'store.admit_write', params: { partition: name, epoch } })
    }
    // A change of one partition must not show in another.
    if (!thorough && named >= 0) {
      for (const [at, partition] of this.palette.partitions.entries())
        if (at !== named) probes.push({ op: 'store.state', params: { partition } })
    }
    if (this.has('generation')) probes.push({ op: 'store.current_epoch', params: {} })
    if (this.#fleet !== undefined) probes.push(this.#fleet.log())
    return probes
  }

  /** Applies a change to the partition and returns what the chart says, without any fault. */
  change(event: string, at: number, placement = 1, expect: number = none): readonly Output[] {
    const role = this.partitions[at] as PartitionRole
    const outputs = role.send(event, { placement, fresh: this.world.fresh(), expect })
    this.note(outputs, at)
    return outputs
  }

  /** What a change that the partition's role has taken means for the store as a whole. */
  note(outputs: readonly Output[], at: number): void {
    const changed = outputs.some((output) => output.type === 'changed')
    if (changed) this.#store.generation = (this.partitions[at] as PartitionRole).context.epoch
    this.#store.last = changed ? 0 : 1
  }

  /**
   * Delivers a change whose caller is long gone; its answer goes nowhere. A store may take the epoch at which it was sent as
   * a precondition, and then refuses what comes too late.
   */
  deliver(event: string, at: number, placement: number, epoch: number): void {
    const late = (this.partitions[at] as PartitionRole).context.epoch !== epoch
    // Where the store can be told what a completion was decided for, it should be.
    const unwise = event === 'complete' && this.has('expect_epoch') ? 0 : undefined
    if (late && this.world.choose(2, unwise) === 1) return
    this.change(event, at, placement)
  }

  #storeCall(op: string, params: JsonObject, at: number, scope: Scope): Expectation {
    const role = this.partitions[at] as PartitionRole
    switch (op) {
      case 'store.state':
        return { ok: this.#snapshot(role, at) }
      case 'store.resolve': {
        const output = role.send('resolve')[0]
        if (output === undefined || output.type === 'absent') return { ok: { found: false } }
        return {
          ok: {
            found: true,
            placement: this.placementOf(output.values.at as number),
            epoch: this.epoch(output.values.epoch as number, at),
            phase: output.params.phase as string,
            endpoint: optional,
          },
        }
      }
      case 'store.admit_write': {
        const stamp = scope.symbol(params.epoch as string, this.family(at))
        if (role.state === 'cutover' && role.context.at === role.context.to)
          this.world.attribute({ value: ['OSP-042'] })
        const output = role.send('admit', { stamp })[0]
        return { ok: { admission: output?.type === 'admitted' ? 'admit' : 'reject' } }
      }
      default: {
        const event = storeEvents[op]
        if (event === undefined) return { any: true }
        const expect =
          params.expect_epoch === undefined ? none : scope.symbol(params.expect_epoch as string, this.family(at))
        const placement = this.placement(params.placement ?? params.to ?? null)
        if (role.state === 'unknown' && params.expect_epoch !== undefined) this.world.attribute({ reply: ['OSP-115'] })
        return this.answer(this.change(event, at, placement, expect), at)
      }
    }
  }

  /** What a caller of a change may hear. */
  answer(outputs: readonly Output[], at: number): Expectation {
    const output = outputs[0]
    if (output?.type === 'changed') return { ok: { epoch: this.epoch(output.values.epoch as number, at) } }
    return refusal((output?.params.code as string | undefined) ?? 'unknown')
  }

  #snapshot(role: PartitionRole, at: number): Pattern {
    const output = role.send('look')[0]
    if (output === undefined || output.type === 'absent') return { found: false }
    const epoch = this.epoch(output.values.epoch as number, at)
    const origin = this.placementOf(output.values.at as number)
    if (output.type === 'settled') return { found: true, state: { state: 'active', placement: origin }, epoch }
    const to = this.placementOf(output.values.to as number)
    return { found: true, state: { state: 'migrating', from: origin, to, phase: output.params.phase as string }, epoch }
  }

  /** A controller reads what the store holds, whatever happened before, or hears that it could not be asked. */
  #seen(role: PartitionRole, at: number): Expectation {
    const fault = this.faults.meet('state')
    if (fault !== undefined) {
      this.world.attribute({ reply: ['OSP-109'] })
      return fault.retryable ? backend : finalBackend
    }
    this.world.attribute({ reply: ['OSP-120'] })
    return { ok: this.#snapshot(role, at) }
  }

  #generation(): Expectation {
    this.world.attribute({ epoch: generationBlame[this.#store.last] ?? [] })
    const symbol = this.#store.generation
    if (symbol === none) return { ok: { epoch: '0' } }
    const holder = this.partitions.findIndex((role) => role.context.epoch === symbol)
    return { ok: { epoch: holder < 0 ? anything : this.epoch(symbol, holder) } }
  }

  #control(name: string, params: JsonObject, at: number): Expectation {
    const record = this.controllers[(params.controller as number | undefined) ?? 0]?.[at]
    const role = this.partitions[at] as PartitionRole
    if (record === undefined) return { any: true }
    if (name === 'state') return this.#seen(role, at)
    if (name === 'complete_migration') {
      record.send('ask')
      if (this.faults.meet('state') !== undefined) {
        // Outside cutover the store's own refusal is as good as any: nothing could flip.
        if (role.state !== 'cutover' && this.world.choose(2) === 1) return this.#request(name, params, at, record, role)
        record.send('unreadable')
        this.world.attribute({ state: ['OSP-072'], epoch: ['OSP-072'] }, role.name)
        // A request that a fault swallows cannot be told from one that was never made.
        if (this.faults.swallows('complete_migration') && this.world.choose(2) === 1)
          this.faults.meet('complete_migration')
        if (role.state === 'cutover' && this.faults.delays('complete_migration')) this.#store.unread = at + 1
        return {
          error: { code: new OneOf(['backend', 'barrier_pending']) },
          besides: { retryable: true, remaining_ns: `${this.barrier}`, ...unreachable },
        }
      }
      if (role.state === 'cutover') {
        // A controller that has seen an earlier cutover of the partition may take that one's wait for this one's.
        const first = record.state === 'idle'
        const memory = this.#memories[(params.controller as number | undefined) ?? 0]?.[at]
        const blame = [memory?.waited === 1 ? 'OSP-070' : 'OSP-071']
        const verdict = record.send('look', { epoch: role.context.epoch })[0]
        if (first) this.world.attribute({ reply: blame, timing: blame })
        if (memory?.repeated === 1) this.world.attribute({ reply: ['OSP-110'], timing: ['OSP-110'] })
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
    const placement = this.placement(params.to ?? null)
    const fault = this.faults.meet(name)
    const waiting =
      record.state === 'waiting' && role.state === 'cutover' && record.context.epoch === role.context.epoch
    if (fault === undefined || fault.mishap?.heard === true) {
      const outputs = this.change(event, at, placement)
      const ok = outputs[0]?.type === 'changed'
      if (fault?.mishap?.later === true) this.change(event, at, placement)
      if (name === 'enter_cutover') {
        if (ok) {
          record.send('entered', { epoch: role.context.epoch })
          const memory = this.#memories[(params.controller as number | undefined) ?? 0]?.[at]
          if (memory !== undefined) Object.assign(memory, { waited: 1, repeated: 0 })
        } else if (waiting) this.#repeated(record, role, at, params)
      } else if (ok) record.send('left')
      return this.answer(outputs, at)
    }
    if (fault.mishap?.now === true) this.change(event, at, placement)
    if (fault.mishap?.later === true) this.faults.delay(event, at, placement, role.context.epoch)
    if (name === 'enter_cutover' && waiting) this.#repeated(record, role, at, params)
    this.world.attribute({ reply: ['OSP-109'] })
    return fault.retryable ? backend : finalBackend
  }

  /** A refused or failed repetition of enter-cutover may keep the wait, restart it or forget it, but never shorten it. */
  #repeated(record: ControllerRole, role: PartitionRole, at: number, params: JsonObject): void {
    const memory = this.#memories[(params.controller as number | undefined) ?? 0]?.[at]
    if (memory !== undefined) memory.repeated = 1
    const reading = this.world.choose(3)
    if (reading === 1) record.send('restarted', { epoch: role.context.epoch })
    if (reading === 2) record.send('uncertain')
  }

  #restart(params: JsonObject): Expectation {
    if (params.barrier_ns !== undefined) return { any: true }
    const number = (params.controller as number | undefined) ?? 0
    for (const record of this.controllers[number] ?? []) record.send('restart')
    for (const memory of this.#memories[number] ?? []) memory.waited = 0
    return done
  }

  #clock(op: string, params: JsonObject): Expectation {
    if (op === 'clock.now') return { ok: { ns: `${this.#store.now}` } }
    if (op === 'clock.rewind') return { any: true }
    const ticks = Number(params.ns)
    this.#store.now += ticks
    for (const records of this.controllers) for (const record of records) record.send('tick', { ticks })
    this.#fleet?.tick(ticks)
    return done
  }

  #fault(op: string, params: JsonObject): Expectation {
    if (op === 'fault.clear') this.faults.clear()
    else if (op === 'fault.release') {
      for (const { event, at, placement, epoch } of this.faults.release()) this.deliver(event, at, placement, epoch)
      const unread = this.partitions[this.#store.unread - 1]
      if (unread !== undefined) this.world.attribute({ state: ['OSP-072'], epoch: ['OSP-072'] }, unread.name)
      this.#store.unread = 0
    } else this.faults.arm(params)
    return done
  }

  /** Stamps worth asking the gate about: the newest and its neighbours; in a thorough sweep every one known, and the ends of the range. */
  #stamps(at: number, known: readonly KnownSymbol[], thorough: boolean): string[] {
    const own = known.filter((symbol) => symbol.family === this.family(at))
    if (!thorough) {
      const newest = own[own.length - 1]
      const before = own[own.length - 2]
      return [newest, before].flatMap((symbol) => (symbol === undefined ? [] : [format(symbol.symbol)]))
    }
    const all = known.flatMap(({ symbol }) => [format(symbol), format(symbol, 1n), format(symbol, -1n)])
    return [
      ...all,
      ...lowest,
      '9007199254740991',
      '9007199254740992',
      '9007199254740993',
      '18446744073709551614',
      '18446744073709551615',
    ]
  }

  #storeMoves(): Move[] {
    const names = this.palette.partitions
    const each = (make: (partition: string) => Input[]) => (): Input[] => names.flatMap(make)
    const sets = each((name) =>
      this.palette.placements
        .slice(0, 3)
        .map((placement) => ({ op: 'store.set', params: { partition: name, placement } })),
    )
    const begins = each((to) =>
      this.palette.placements.map((placement) => ({
        op: 'store.begin_migration',
        params: { partition: to, to: placement },
      })),
    )
    const simple = (op: string) => each((name) => [{ op, params: { partition: name } }])
    const unplaced = (): boolean => this.partitions.every((role) => role.state === 'unknown')
    const share = this.setting.profile === 'store' ? 1 : 0.25
    const moves: Move[] = [
      { name: 'set', weight: () => (unplaced() ? 12 : 1.5), variants: sets },
      { name: 'begin', weight: () => share * 4, variants: begins },
      { name: 'enter', weight: () => share * 4, variants: simple('store.enter_cutover') },
      { name: 'complete', weight: () => share * 3, variants: simple('store.complete_migration') },
      { name: 'abort', weight: () => share * 2, variants: simple('store.abort_migration') },
      {
        name: 'look',
        weight: () => share,
        variants: (known) => [...simple('store.state')(), ...simple('store.resolve')(), ...this.#gateQueries(known)],
      },
    ]
    if (this.has('expect_epoch')) {
      const changes = ['store.enter_cutover', 'store.complete_migration', 'store.abort_migration']
      moves.push({
        name: 'expecting',
        weight: () => share,
        variants: (known) =>
          names.flatMap((name, at) =>
            (this.partitions[at]?.state === 'unknown'
              ? known
              : known.filter((symbol) => symbol.family === this.family(at))
            )
              .slice(-3)
              .flatMap((symbol) => [
                ...changes.map((op) => ({ op, params: { partition: name, expect_epoch: format(symbol.symbol) } })),
                {
                  op: 'store.begin_migration',
                  params: {
                    partition: name,
                    to: this.palette.placements[0] as JsonObject,
                    expect_epoch: format(symbol.symbol),
                  },
                },
              ]),
          ),
      })
    }
    return moves
  }

  #gateQueries(known: readonly KnownSymbol[]): Input[] {
    return this.palette.partitions.flatMap((name) =>
      known
        .slice(-4)
        .map((symbol) => ({ op: 'store.admit_write', params: { partition: name, epoch: format(symbol.symbol) } })),
    )
  }

  #controlMoves(): Move[] {
    const names = this.palette.partitions
    const each = (make: (partition: string, by: number) => Input[]) => (): Input[] =>
      names.flatMap((name) => this.controllers.flatMap((_, by) => make(name, by)))
    const simple = (op: string) =>
      each((name, by) => [{ op, params: by === 0 ? { partition: name } : { partition: name, controller: by } }])
    const inCutover = (): boolean => this.partitions.some((role) => role.state === 'cutover')
    const { barrier } = this
    const advances = [1, barrier - 1, barrier, barrier + 1, Math.ceil(barrier / 3)].filter((ns) => ns > 0)
    const moves: Move[] = [
      {
        name: 'ctl.begin',
        weight: () => 4,
        variants: each((name, by) =>
          this.palette.placements.map((to) => ({
            op: 'ctl.begin_migration',
            params: by === 0 ? { partition: name, to } : { partition: name, to, controller: by },
          })),
        ),
      },
      { name: 'ctl.enter', weight: () => 4, variants: simple('ctl.enter_cutover') },
      { name: 'ctl.complete', weight: () => (inCutover() ? 7 : 1), variants: simple('ctl.complete_migration') },
      { name: 'ctl.abort', weight: () => 1.5, variants: simple('ctl.abort_migration') },
      { name: 'ctl.state', weight: () => 0.5, variants: simple('ctl.state') },
      {
        name: 'advance',
        weight: () => (inCutover() ? 7 : 1),
        variants: () => advances.map((ns) => ({ op: 'clock.advance', params: { ns: `${ns}` } })),
      },
      {
        name: 'ctl.restart',
        weight: () => 0.7,
        variants: () =>
          this.controllers.map((_, by) => ({ op: 'ctl.restart', params: by === 0 ? {} : { controller: by } })),
      },
    ]
    if (this.has('faults'))
      moves.push(...this.faults.moves(this.setting.profile === 'fleet', !this.setting.shimDefined.has('OSP-085')))
    return moves
  }
}

/** What a wrong generation breaks, by how the last change ended. */
const generationBlame: readonly (readonly string[])[] = [['OSP-050', 'OSP-049'], ['OSP-040'], ['OSP-053']]

/** Every stamp that a small store can have handed out. */
const lowest: readonly string[] = Array.from({ length: 65 }, (_, stamp) => `${stamp}`)

const storeEvents: Readonly<Record<string, string>> = {
  'store.set': 'set',
  'store.begin_migration': 'begin',
  'store.enter_cutover': 'enter',
  'store.complete_migration': 'complete',
  'store.abort_migration': 'abort',
}

function isQuery(op: string): boolean {
  return /^(store\.(state|resolve|admit_write|current_epoch|calls)|ctl\.(state|config)|clock\.now|upstream\.log|obs\.|proxy\.(result|read|mget|msearch)|state\.)/.test(
    op,
  )
}

/** A model of one profile over a palette, and over the partitions that a case speaks of beside those of the palette. */
export function modelSource(id: string, profile: string, palette: Partial<Palette> = {}): ModelSource {
  const usual = { ...defaultPalette, ...palette }
  const beside = (subject: Subject): readonly string[] =>
    textsOf(subject, 'partition').filter((name) => !usual.partitions.includes(name))
  return {
    id,
    build: (setting, subject) => {
      const partitions = [...usual.partitions, ...(subject === undefined ? [] : beside(subject))]
      return new OsproxyModel({ ...setting, profile }, { ...usual, partitions })
    },
    scope: (subject) => textsScope(beside(subject)),
  }
}
