import type { Json, JsonObject } from '../../../spec/json.ts'
import { natural, type Output } from '../../chart/chart.ts'
import type { Input, KnownSymbol, Model, ModelSource, Move, Scope, Setting, Subject } from '../../model/model.ts'
import { anything, type Expectation, optional, type Pattern, SymbolPattern } from '../../model/pattern.ts'
import { textsOf, textsScope } from '../../model/subject-texts.ts'
import { none } from '../../model/symbol.ts'
import { type Role, World } from '../../model/world.ts'
import { type PartitionContext, type PartitionPayload, partition } from '../charts/partition.ts'
import { controlMoves } from './control-moves.ts'
import { ControllersModel } from './controllers-model.ts'
import { FaultQueue } from './fault-queue.ts'
import { FleetModel } from './fleet-model.ts'
import { fleetMoves } from './fleet-moves.ts'
import { defaultPalette, type Palette } from './palette.ts'
import { PlacementNumbers } from './placement-numbers.ts'
import { stamps } from './stamps.ts'
import { storeMoves } from './store-moves.ts'

export type PartitionRole = Role<PartitionContext, PartitionPayload>

const refusal = (code: string): Expectation => ({ error: { code }, besides: { retryable: false } })
const done: Expectation = { ok: {} }

/** The system of one profile as a test model: store, controllers with their barrier, proxies, and the faults between them. */
export class OsproxyModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly partitions: readonly PartitionRole[]
  readonly controllers: ControllersModel
  readonly faults: FaultQueue
  readonly barrier: number
  readonly placements = new PlacementNumbers()
  readonly #fleet: FleetModel | undefined
  /** `last` says how the last change ended: 0 done, 1 refused, 2 it was a restart. */
  readonly #store: { generation: number; now: number; last: number }

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
    this.barrier = palette.barrier ?? 30_000_000_000
    this.partitions =
      partitionsOf?.(world, { cancels, refusesSame }) ??
      palette.partitions.map((_, at) => world.role(`p${at}`, partition, { cancels, refusesSame }))
    this.controllers = new ControllersModel(this)
    this.#store = world.ghosts('store', {
      generation: { ...natural, symbol: true },
      now: natural,
      last: { min: 0, max: 2 },
    })
    this.faults = new FaultQueue(world)
    if (setting.profile === 'fleet') this.#fleet = new FleetModel(this)
    this.configuration = {
      ...(palette.barrier === undefined ? {} : { barrier_ns: `${palette.barrier}` }),
      ...(palette.deadline === undefined ? {} : { upstream_deadline_ns: `${palette.deadline}` }),
      ...(palette.retry === undefined ? {} : { retry: palette.retry }),
      ...(setting.profile === 'fleet' ? { instances: palette.instances } : {}),
    }
    const controlled = this.controllers.records.length > 0
    this.moves = [
      ...storeMoves(this),
      ...(controlled ? controlMoves(this) : []),
      ...(this.#fleet === undefined ? [] : fleetMoves(this, this.#fleet)),
    ]
  }

  get now(): number {
    return this.#store.now
  }

  has(capability: string): boolean {
    return this.setting.capabilities.has(capability)
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
    if (op === 'ctl.restart') return this.controllers.restart(params)
    if (op === 'ctl.config') return { ok: { barrier_ns: `${this.barrier}` } }
    const at = this.partitionAt(params.partition)
    if (at < 0) return { any: true }
    if (op.startsWith('ctl.')) return this.controllers.perform(op.slice(4), params, at)
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
      for (const epoch of stamps(this.family(at), known, thorough))
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
        return { ok: this.snapshot(role, at) }
      case 'store.resolve': {
        const output = role.send('resolve')[0]
        if (output === undefined || output.type === 'absent') return { ok: { found: false } }
        return {
          ok: {
            found: true,
            placement: this.placements.placementOf(output.values.at as number),
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
        const placement = this.placements.numberOf(params.placement ?? params.to ?? null)
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

  snapshot(role: PartitionRole, at: number): Pattern {
    const output = role.send('look')[0]
    if (output === undefined || output.type === 'absent') return { found: false }
    const epoch = this.epoch(output.values.epoch as number, at)
    const origin = this.placements.placementOf(output.values.at as number)
    if (output.type === 'settled') return { found: true, state: { state: 'active', placement: origin }, epoch }
    const to = this.placements.placementOf(output.values.to as number)
    return { found: true, state: { state: 'migrating', from: origin, to, phase: output.params.phase as string }, epoch }
  }

  #generation(): Expectation {
    this.world.attribute({ epoch: generationBlame[this.#store.last] ?? [] })
    const symbol = this.#store.generation
    if (symbol === none) return { ok: { epoch: '0' } }
    const holder = this.partitions.findIndex((role) => role.context.epoch === symbol)
    return { ok: { epoch: holder < 0 ? anything : this.epoch(symbol, holder) } }
  }

  #clock(op: string, params: JsonObject): Expectation {
    if (op === 'clock.now') return { ok: { ns: `${this.#store.now}` } }
    if (op === 'clock.rewind') return { any: true }
    const ticks = Number(params.ns)
    this.#store.now += ticks
    this.controllers.tick(ticks)
    this.#fleet?.tick(ticks)
    return done
  }

  #fault(op: string, params: JsonObject): Expectation {
    if (op === 'fault.clear') this.faults.clear()
    else if (op === 'fault.release') {
      for (const { event, at, placement, epoch } of this.faults.release()) this.deliver(event, at, placement, epoch)
      this.controllers.released()
    } else this.faults.arm(params)
    return done
  }
}

/** What a wrong generation breaks, by how the last change ended. */
const generationBlame: readonly (readonly string[])[] = [['OSP-050', 'OSP-049'], ['OSP-040'], ['OSP-053']]

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
