import type { JsonObject } from '../../../spec/json.ts'
import type { Input, KnownSymbol, Model, ModelSource, Move, Scope, Setting } from '../../model/model.ts'
import type { Expectation } from '../../model/pattern.ts'
import { format, none, other, parse } from '../../model/symbol.ts'
import { controller } from '../charts/controller.ts'
import { partition } from '../charts/partition.ts'
import { Barrier, type Control, changes, type Sent } from '../systems/barrier.ts'
import { type Mishap, mishaps } from '../systems/mishap.ts'
import type { Change, Entry } from '../systems/store.ts'
import { OsproxyModel } from './model.ts'
import { defaultPalette } from './palette.ts'

const palette = { ...defaultPalette, partitions: ['p0', 'p1'] }
/** Ticks between cutover and flip: the controllers are the kit's own. */
const barrier = 2

const done: Expectation = { ok: {} }
const operations: Readonly<Record<Change, string>> = {
  set: 'store.set',
  begin: 'store.begin_migration',
  enter: 'store.enter_cutover',
  complete: 'store.complete_migration',
  abort: 'store.abort_migration',
}
const changeOf = (op: string): Change | undefined =>
  (Object.keys(operations) as Change[]).find((change) => operations[change] === op)

/**
 * A store behind the controllers and the way to it that are proved: the kit plays the controllers from their chart, loses, doubles
 * and delays what they ask for, and the store gets what arrives, and nothing else.
 */
class DrivenStoreModel implements Model {
  readonly world
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #store: OsproxyModel
  readonly #system: Barrier
  /** The request that a controller waits for: its number from 1 and what it asks for; then whether the store has changed something. */
  readonly #call: { control: number; change: number; placement: number; expect: number; mishap: number; answer: number }

  constructor(setting: Setting) {
    let system: Barrier | undefined
    this.#store = new OsproxyModel({ ...setting, profile: 'store' }, palette, (world, choices) => {
      const bounds = {
        partitions: palette.partitions.length,
        placements: palette.placements.length,
        controllers: palette.controllers,
        barrier,
        changes: Number.POSITIVE_INFINITY,
        faults: 1,
        late: 1,
        expects: setting.capabilities.has('expect_epoch') ? 1 : 0,
        ...choices,
      }
      system = new Barrier(world, bounds, { partition, controller })
      return system.store.entries.map(({ role }) => role)
    })
    this.#system = system as Barrier
    // The kit's controllers keep their wait over a repeated cutover that failed.
    this.#system.repeats = () => 0
    for (const placement of palette.placements) this.#store.placements.numberOf(placement)
    this.world = this.#store.world
    this.configuration = this.#store.configuration
    this.#call = this.world.ghosts('call', {
      control: { min: 0, max: this.#system.controls.length },
      change: { min: 0, max: changes.length },
      placement: { min: 0, max: palette.placements.length },
      expect: { min: 0, max: 3 },
      mishap: { min: 0, max: mishaps.length },
      answer: { min: 0, max: 2 },
    })
    this.moves = this.#moves()
  }

  accepts(input: Input): boolean {
    const { op, params } = input
    if (op === '$time.passes') return !this.#underway
    if (op === '$controller.learns') return this.#call.answer !== 0
    if (op.startsWith('$')) {
      const control = this.#control(params)
      return control !== undefined && !this.#underway && this.#possible(control, op, params)
    }
    const change = changeOf(op)
    return change === undefined ? this.#store.accepts(input) : this.#due(change, params, byName) !== undefined
  }

  perform(input: Input, scope: Scope): Expectation {
    const { op, params } = input
    if (op.startsWith('$')) {
      if (this.accepts(input)) this.#own(op, params)
      return done
    }
    const change = changeOf(op)
    if (change === undefined) return this.#store.perform(input, scope)
    const take = this.#due(change, params, scope)
    // What no controller has sent is a store's affair all the same: an implementation made of this model hears nothing of them.
    if (take === undefined) return this.#store.perform(input, scope)
    take()
    const { answer } = this.#system.store
    const outputs = answer === undefined ? [] : [answer]
    const at = this.#store.partitionAt(params.partition)
    this.#store.note(outputs, at)
    return this.#store.answer(outputs, at)
  }

  probes(last: Input, known: readonly KnownSymbol[], thorough: boolean): readonly Input[] {
    return last.op.startsWith('$') ? [] : this.#store.probes(last, known, thorough)
  }

  get #underway(): boolean {
    return this.#call.control !== 0
  }

  /** The kit's own part of the system. */
  #own(op: string, params: JsonObject): void {
    const system = this.#system
    if (op === '$time.passes') system.tick()
    else if (op === '$controller.learns') this.#learn()
    else {
      const control = this.#control(params) as Control
      const mishap = mishapOf(params)
      if (op === '$controller.asks') system.ask(control)
      else if (op === '$controller.reads') system.read(control, params.readable !== false)
      else if (op === '$controller.restarts') system.restart(control)
      else if (op === '$controller.decides') {
        if (system.decide(control)) this.#send(control, 'complete', 1, mishap)
        system.rest(control)
      } else this.#send(control, params.change as Change, this.#store.placements.numberOf(params.to ?? null), mishap)
    }
  }

  /** What never reaches the store while its caller waits is over at once. */
  #send(control: Control, type: Change, placement: number, mishap: Mishap | undefined): void {
    const system = this.#system
    const sent = system.send(control, type, placement)
    if (mishap?.now === false) {
      system.learn(control, type, system.carry(control.entry, sent, mishap), mishap)
      return
    }
    this.#call.control = system.controls.indexOf(control) + 1
    this.#call.change = changes.indexOf(type) + 1
    this.#call.placement = placement
    this.#call.expect = sent.expect
    this.#call.mishap = mishap === undefined ? 0 : mishaps.indexOf(mishap) + 1
    this.#call.answer = 0
  }

  #learn(): void {
    const { control, change, mishap, answer } = this.#call
    this.#system.learn(
      this.#system.controls[control - 1] as Control,
      changes[change - 1] as Change,
      answer === 2,
      mishaps[mishap - 1],
    )
    this.#call.control = this.#call.change = this.#call.placement = 0
    this.#call.expect = this.#call.mishap = this.#call.answer = 0
  }

  #possible(control: Control, op: string, params: JsonObject): boolean {
    const system = this.#system
    const room = system.room(control, mishapOf(params))
    switch (op) {
      case '$controller.asks':
        return system.free(control)
      case '$controller.reads':
        return system.asked(control)
      case '$controller.restarts':
        return true
      case '$controller.decides':
        return system.informed(control) && room
      default:
        return op === '$controller.calls' && system.free(control) && room
    }
  }

  #control({ controller: number = 0, partition: name }: JsonObject): Control | undefined {
    const at = this.#store.partitionAt(name)
    return at < 0 ? undefined : this.#system.controls[(number as number) * palette.partitions.length + at]
  }

  /** The request that the store is due to get now, with the partition it is for. */
  get #arriving(): readonly { readonly entry: Entry; readonly sent: Sent; readonly take: () => void }[] {
    const system = this.#system
    if (!this.#underway) {
      return system.wires.flatMap((wire) => {
        const sent = system.awaited(wire)
        return sent === undefined ? [] : [{ entry: wire.entry, sent, take: () => system.arrive(wire, sent) }]
      })
    }
    if (this.#call.answer !== 0) return []
    const { entry } = system.controls[this.#call.control - 1] as Control
    const { placement, expect } = this.#call
    const sent: Sent = { type: changes[this.#call.change - 1] as Change, placement, expect }
    const take = (): void => {
      this.#call.answer = system.carry(entry, sent, mishaps[this.#call.mishap - 1]) ? 2 : 1
    }
    return [{ entry, sent, take }]
  }

  /** What takes the call into the system, or undefined where the store would not get it now. */
  #due(change: Change, params: JsonObject, scope: Scope): (() => void) | undefined {
    const entry = this.#system.store.entries[this.#store.partitionAt(params.partition)]
    if (entry === undefined) return undefined
    if (change === 'set') {
      if (this.#underway || !this.#system.settable(entry)) return undefined
      const sent: Sent = {
        type: change,
        placement: this.#store.placements.numberOf(params.placement ?? null),
        expect: none,
      }
      return () => this.#system.apply(entry, sent)
    }
    return this.#arriving.find((each) => each.entry === entry && this.#same(each, change, params, scope))?.take
  }

  #same(
    { entry, sent }: { readonly entry: Entry; readonly sent: Sent },
    change: Change,
    { to, expect_epoch }: JsonObject,
    scope: Scope,
  ): boolean {
    if (sent.type !== change) return false
    if (change === 'begin' && this.#store.placements.numberOf(to ?? null) !== sent.placement) return false
    const expected = this.#system.expected(entry, sent)
    if (expected === none || expect_epoch === undefined) return expected === none && expect_epoch === undefined
    const named = scope.symbol(expect_epoch as string, this.#familyOf(entry))
    return (named === entry.role.context.epoch) === (expected !== other)
  }

  #familyOf(entry: Entry): string {
    return this.#store.family(this.#system.store.entries.indexOf(entry))
  }

  /** The call that brings a request to the store; none where it names an epoch that no answer has shown. */
  #delivery(entry: Entry, sent: Sent, known: readonly KnownSymbol[]): readonly Input[] {
    const at = this.#system.store.entries.indexOf(entry)
    const expected = this.#system.expected(entry, sent)
    const { epoch } = entry.role.context
    const shown = known.filter(({ family }) => family === this.#familyOf(entry)).map(({ symbol }) => symbol)
    const named =
      expected === other ? shown.findLast((symbol) => symbol !== epoch) : shown.find((each) => each === expected)
    if (expected !== none && named === undefined) return []
    const params: JsonObject = {
      partition: palette.partitions[at] as string,
      ...(sent.type === 'begin' ? { to: this.#store.placements.placementOf(sent.placement) } : {}),
      ...(named === undefined ? {} : { expect_epoch: format(named) }),
    }
    return [{ op: operations[sent.type], params }]
  }

  #moves(): Move[] {
    const move = (name: string, weight: () => number, all: () => readonly Input[]): Move => {
      const variants = (): readonly Input[] => all().filter((input) => this.accepts(input))
      return { name, variants, weight: () => (all().some((input) => this.accepts(input)) ? weight() : 0) }
    }
    const own = (op: string, ...more: readonly JsonObject[]): readonly Input[] =>
      this.#system.controls.flatMap((_, at) => {
        const params = {
          controller: Math.floor(at / palette.partitions.length),
          partition: palette.partitions[at % palette.partitions.length] as string,
        }
        return (more.length === 0 ? [{}] : more).map((each) => ({ op, params: { ...params, ...each } }))
      })
    const ways: readonly JsonObject[] = [{}, {}, {}, ...mishaps.map(({ id }): JsonObject => ({ mishap: id }))]
    const begins = palette.placements.map((to): JsonObject => ({ change: 'begin', to }))
    const calls = (of: readonly JsonObject[]): readonly Input[] =>
      own('$controller.calls', ...of.flatMap((call) => ways.map((way): JsonObject => ({ ...call, ...way }))))
    const [begin, enter, abort] = [calls(begins), calls([{ change: 'enter' }]), calls([{ change: 'abort' }])]
    const anything = [...begin, ...enter, ...abort]
    /** Calls for partitions in one of these states. */
    const where = (of: readonly Input[], ...states: readonly string[]): readonly Input[] =>
      of.filter(({ params }) => states.includes(this.#control(params)?.entry.role.state ?? ''))
    const waits = (): boolean => this.#store.partitions.some(({ state }) => state === 'cutover')
    const decisions = own('$controller.decides', ...ways)
    const sets = palette.partitions.flatMap((name) =>
      palette.placements.map((placement) => ({ op: 'store.set', params: { partition: name, placement } })),
    )
    const unplaced = (): boolean => this.#store.partitions.every(({ state }) => state === 'unknown')
    return [
      move(
        'set',
        () => (unplaced() ? 12 : 0.5),
        () => sets,
      ),
      move(
        'ask',
        () => (waits() ? 6 : 1),
        () => own('$controller.asks'),
      ),
      move(
        'read',
        () => 8,
        () => own('$controller.reads', {}, {}, {}, { readable: false }),
      ),
      move(
        'decide',
        () => 8,
        () => decisions,
      ),
      move(
        'begin',
        () => 4,
        () => where(begin, 'active'),
      ),
      move(
        'enter',
        () => 6,
        () => where(enter, 'draining'),
      ),
      move(
        'abort',
        () => 0.5,
        () => where(abort, 'draining', 'cutover'),
      ),
      move(
        'call',
        () => 1,
        () => anything,
      ),
      move(
        'restart',
        () => 0.2,
        () => own('$controller.restarts'),
      ),
      move(
        'time',
        () => (waits() ? 8 : 0.5),
        () => [{ op: '$time.passes', params: {} }],
      ),
      {
        name: 'arrive',
        weight: () => (this.#arriving.length === 0 ? 0 : this.#underway ? 20 : 2),
        variants: (known) => this.#arriving.flatMap(({ entry, sent }) => this.#delivery(entry, sent, known)),
      },
      move(
        'learn',
        () => 20,
        () => [{ op: '$controller.learns', params: {} }],
      ),
    ]
  }
}

/** How `accepts` reads a reference: it stands for the symbol that it names. */
const byName: Scope = { symbol: (text) => parse(text)?.symbol ?? other }

function mishapOf(params: JsonObject): Mishap | undefined {
  return mishaps.find(({ id }) => id === params.mishap)
}

export const drivenStoreSource: ModelSource = {
  id: 'osproxy/store-driven',
  build: (setting) => new DrivenStoreModel(setting),
}
