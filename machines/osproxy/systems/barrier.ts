import type { Chart } from '../../chart/chart.ts'
import { none, other } from '../../model/symbol.ts'
import type { Role, World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import type { ControllerContext, ControllerPayload } from '../charts/controller.ts'
import { type Mishap, mishaps } from './mishap.ts'
import { type Change, type Entry, type PartitionChart, PlacementStore } from './store.ts'

type ControllerChart = Chart<ControllerContext, ControllerPayload>

export interface BarrierBounds {
  readonly partitions: number
  readonly placements: number
  readonly controllers: number
  /** Ticks between cutover and flip. */
  readonly barrier: number
  readonly changes: number
  /** 1 lets requests and answers get lost, reads fail, and controllers restart. */
  readonly faults: number
  /** 1 lets requests arrive twice, or after their caller gave up. */
  readonly late: number
  /** 1 where a completion names the epoch that it was decided for, and the store refuses any other. */
  readonly expects: number
  readonly [name: string]: number
}

/** How far a completion has come: the state was asked for, the store has read it, or the answer is that it could not. */
const idle = 0
const asked = 1
const inCutover = 2
const elsewhere = 3
const unreadable = 4

/** The epoch that a late request expects, told by what has become of it: no symbol is needed. */
const unconditional = 1
const present = 2
const past = 3

export const changes: readonly Change[] = ['begin', 'enter', 'complete', 'abort']

/** One controller's dealings with one partition. */
export interface Control {
  readonly name: string
  readonly record: Role<ControllerContext, ControllerPayload>
  readonly entry: Entry
  readonly order: {
    /** Its completion under way. Between asking, reading, deciding and changing anything may happen. */
    phase: number
    /** The epoch that the store read for it. */
    epoch: number
    /** Whether the barrier had passed since the first look when it asked. */
    due: number
    /** Time since the first look at the present cutover, plus 1; 0 before it. */
    seen: number
  }
}

/** What may be under way to one partition, and the age of its cutover. */
export interface Wire {
  readonly entry: Entry
  readonly late: { change: number; placement: number; expect: number }
  readonly cutover: { since: number }
}

/** A request on its way: what it asks for, and the epoch that it expects. */
export interface Sent {
  readonly type: Change
  readonly placement: number
  readonly expect: number
}

/**
 * Controllers that drive migrations over a faulty store: when the flip may happen, and that it does. The explorer searches it,
 * and a test model walks it.
 */
export class Barrier {
  readonly store: PlacementStore
  readonly wires: readonly Wire[]
  readonly controls: readonly Control[]
  readonly broken: { early: number; overdue: number; stuck: number }
  /** What a controller makes of an enter that failed or was refused: 0 keeps the wait, 1 forgets it, 2 restarts it. */
  repeats: (options: number) => number = (options) => this.world.choose(options)

  constructor(
    readonly world: World,
    readonly bounds: BarrierBounds,
    charts: { partition: PartitionChart; controller: ControllerChart },
  ) {
    const { barrier } = bounds
    const bit = { min: 0, max: 1 }
    this.store = new PlacementStore(world, charts.partition, bounds)
    this.wires = this.store.entries.map((entry) => ({
      entry,
      late: world.ghosts(`${entry.name} late`, {
        change: { min: 0, max: bounds.late === 0 ? 0 : changes.length },
        placement: { min: 0, max: bounds.placements },
        expect: { min: 0, max: past },
      }),
      cutover: world.ghosts(`${entry.name} cutover`, { since: { min: 0, max: barrier } }),
    }))
    this.controls = Array.from({ length: bounds.controllers }, (_, c) =>
      this.store.entries.map((entry): Control => {
        const name = bounds.partitions === 1 ? `controller ${c + 1}` : `controller ${c + 1} for ${entry.name}`
        return {
          name,
          record: world.role(name, charts.controller, { barrier, horizon: barrier }),
          entry,
          order: world.ghosts(`${name} order`, {
            phase: { min: idle, max: unreadable },
            epoch: { min: 0, max: 40, symbol: true },
            due: bit,
            seen: { min: 0, max: barrier + 1 },
          }),
        }
      }),
    ).flat()
    this.broken = world.ghosts('broken promise', { early: bit, overdue: bit, stuck: bit })
  }

  body(): SystemBody {
    const { broken, store } = this
    const waits = (): boolean => store.entries.some(({ role }) => role.state === 'cutover')
    return {
      events: [
        { name: 'time passes', run: () => this.tick(), fair: true },
        ...store.entries.map((entry) => this.#set(entry)),
        ...this.controls.flatMap((control) => this.#acts(control)),
        ...(this.bounds.late === 0 ? [] : this.wires.map((wire) => this.#arrival(wire))),
      ],
      invariants: [
        store.invariants.I7,
        store.invariants.I8,
        {
          id: 'I11',
          text: 'No flip before the barrier has passed since the cutover that it ends.',
          holds: () => broken.early === 0,
        },
        {
          id: 'L2',
          text: 'A completion succeeds once the barrier has passed since its controller first looked at the cutover.',
          holds: () => broken.overdue === 0,
        },
        {
          id: 'L3',
          text: 'With a reachable store an abort of a moving partition succeeds at once.',
          holds: () => broken.stuck === 0,
        },
      ],
      leadsTo: [
        {
          id: 'L2',
          text: 'With a reachable store, a clock that advances and a controller that keeps calling, every cutover ends.',
          when: waits,
          eventually: () => !waits(),
        },
      ],
    }
  }

  tick(): boolean {
    const { barrier } = this.bounds
    for (const { entry, cutover } of this.wires) {
      if (entry.role.state === 'cutover') cutover.since = Math.min(barrier, cutover.since + 1)
    }
    for (const { record, order } of this.controls) {
      record.send('tick', { ticks: 1 })
      if (order.seen > 0) order.seen = Math.min(barrier + 1, order.seen + 1)
    }
    return true
  }

  #set(entry: Entry): SystemEvent {
    return {
      name: `${entry.name}: set`,
      finite: true,
      run: () => {
        if (!this.settable(entry)) return false
        this.apply(entry, { type: 'set', placement: this.world.choose(this.bounds.placements) + 1, expect: none })
        return true
      },
    }
  }

  settable({ role }: Entry): boolean {
    return this.store.open && (role.state === 'unknown' || role.state === 'active')
  }

  #acts(control: Control): SystemEvent[] {
    const { name, entry } = control
    // One controller is assumed to go on calling; the others, and whatever it does beside, come to an end.
    const keeps = control.record === this.controls[this.store.entries.indexOf(entry)]?.record
    const driver = keeps ? ({ fair: true } as const) : ({ finite: true } as const)
    const request = (type: Change, mishap?: Mishap) => (): boolean => {
      if (!this.store.open || !this.room(control, mishap)) return false
      if (type === 'complete') return this.#hear(control, mishap)
      if (!this.free(control)) return false
      const placement = type === 'begin' ? this.world.choose(this.bounds.placements) + 1 : 1
      this.#request(control, type, placement, mishap)
      return true
    }
    return [
      { name: `${name}: asks for the state`, run: () => this.ask(control), ...driver },
      { name: `${name}: is read the state`, run: () => this.read(control, true), ...driver },
      { name: `${name}: hears the state and acts`, run: request('complete'), ...driver },
      ...(['begin', 'enter', 'abort'] as const).map(
        (type): SystemEvent => ({ name: `${name}: ${verb(type)}`, run: request(type), finite: true }),
      ),
      ...this.#failures(control, request),
    ]
  }

  #failures(control: Control, request: (type: Change, mishap: Mishap) => () => boolean): SystemEvent[] {
    const { name } = control
    const possible = mishaps.filter(({ later }) => (later ? this.bounds.late : this.bounds.faults) === 1)
    const own = [
      { name: `${name}: is read no state`, run: () => this.read(control, false) },
      { name: `${name}: restarts`, run: () => this.restart(control) },
    ]
    const underway = changes.flatMap((type) =>
      possible.map((mishap) => ({ name: `${name}: ${verb(type)}, ${mishap.text}`, run: request(type, mishap) })),
    )
    return [...(this.bounds.faults === 1 ? own : []), ...underway].map((event) => ({ ...event, finite: true }))
  }

  /** The first time of a completion: by it the wait on record is judged. */
  ask({ record, order }: Control): boolean {
    if (order.phase !== idle) return false
    record.send('ask')
    order.phase = asked
    order.due = order.seen > this.bounds.barrier ? 1 : 0
    return true
  }

  read({ order, entry }: Control, readable: boolean): boolean {
    if (order.phase !== asked) return false
    const { state, context } = entry.role
    order.phase = !readable ? unreadable : state === 'cutover' ? inCutover : elsewhere
    order.epoch = readable ? context.epoch : none
    return true
  }

  /** The answer has come: decide, and complete if nothing speaks against it. */
  #hear(control: Control, mishap: Mishap | undefined): boolean {
    if (!this.informed(control)) return false
    if (this.decide(control)) this.#request(control, 'complete', 1, mishap)
    this.rest(control)
    return true
  }

  /** Whether the answer to the question for the state has come. */
  informed({ order }: Control): boolean {
    return order.phase >= inCutover
  }

  /** Whether the controller has asked for the state and waits for the store to read it. */
  asked({ order }: Control): boolean {
    return order.phase === asked
  }

  /** Whether the controller may ask for a change beside a completion. */
  free({ order, entry }: Control): boolean {
    return order.phase === idle && entry.role.state !== 'unknown'
  }

  /** Whether nothing speaks against the completion, by what was read. A wait that starts here starts now. */
  decide({ record, order, entry }: Control): boolean {
    const verdict =
      order.phase === unreadable
        ? record.send('unreadable')
        : order.phase === inCutover
          ? record.send('look', { epoch: order.epoch })
          : record.send('elsewhere')
    if (verdict[0]?.type === 'proceed') return true
    if (order.phase === inCutover && order.epoch === entry.role.context.epoch) {
      if (order.due === 1) this.broken.overdue = 1
      if (order.seen === 0) order.seen = 1
    }
    return false
  }

  /** The completion under way is over. */
  rest({ order }: Control): void {
    order.phase = idle
    order.epoch = none
    order.due = 0
  }

  /** Whether the way takes another request that arrives later. */
  room({ entry }: Control, mishap: Mishap | undefined): boolean {
    return mishap?.later !== true || this.wireOf(entry).late.change === 0
  }

  restart(control: Control): boolean {
    control.record.send('restart')
    this.rest(control)
    control.order.seen = 0
    return true
  }

  /** A change through a controller: the way to the store, the store, the way back, the controller's memory. */
  #request(control: Control, type: Change, placement: number, mishap: Mishap | undefined): void {
    const applied = this.carry(control.entry, this.send(control, type, placement), mishap)
    this.learn(control, type, applied, mishap)
  }

  /** What a controller sends: a completion names the epoch that was read for it. */
  send({ order, entry }: Control, type: Change, placement: number): Sent {
    const expect =
      type !== 'complete' || this.bounds.expects === 0 || order.phase === unreadable
        ? unconditional
        : order.epoch === entry.role.context.epoch
          ? present
          : past
    return { type, placement, expect }
  }

  /** The way to the store, and the store; true if it changed something. */
  carry(entry: Entry, sent: Sent, mishap: Mishap | undefined): boolean {
    const { late } = this.wireOf(entry)
    const keep = (): void => {
      late.change = changes.indexOf(sent.type) + 1
      late.placement = sent.type === 'begin' ? sent.placement : 0
      late.expect = sent.expect
    }
    if (mishap !== undefined && !mishap.now) {
      if (mishap.later) keep()
      return false
    }
    const applied = this.apply(entry, sent)
    if (mishap?.later === true) {
      keep()
      if (applied && late.expect === present) late.expect = past
    }
    return applied
  }

  /** The way back, and what the controller makes of what it hears. */
  learn(control: Control, type: Change, applied: boolean, mishap: Mishap | undefined): void {
    const { record, entry } = control
    const heard = mishap?.heard !== false
    const moving = entry.role.state === 'draining' || entry.role.state === 'cutover'
    if (heard && type === 'abort' && moving && !applied) this.broken.stuck = 1
    if (heard && applied) {
      if (type === 'enter') record.send('entered', { epoch: entry.role.context.epoch })
      else record.send('left')
    } else if (type === 'enter') this.#repeated(control)
  }

  /** An enter that failed or was refused may keep the wait, restart it or forget it. */
  #repeated({ record, order, entry }: Control): void {
    const inCutover = entry.role.state === 'cutover'
    const reading = this.repeats(inCutover ? 3 : 2)
    if (reading === 1) record.send('uncertain')
    if (reading === 2) record.send('restarted', { epoch: entry.role.context.epoch })
    if (reading !== 0) order.seen = 0
  }

  #arrival(wire: Wire): SystemEvent {
    return {
      name: `${wire.entry.name}: a late request arrives`,
      finite: true,
      run: () => {
        const sent = this.awaited(wire)
        if (sent === undefined || !this.store.open) return false
        this.arrive(wire, sent)
        return true
      },
    }
  }

  /** The request to a partition that arrives later, if there is one. */
  awaited({ late }: Wire): Sent | undefined {
    const type = changes[late.change - 1]
    return type === undefined ? undefined : { type, placement: Math.max(1, late.placement), expect: late.expect }
  }

  arrive({ entry, late }: Wire, sent: Sent): void {
    late.change = late.placement = late.expect = 0
    this.apply(entry, sent)
  }

  /** The epoch that the store must have for the request: a symbol, `other` for one that it has no longer, `none` for any. */
  expected(entry: Entry, { expect }: Sent): number {
    return expect === present ? entry.role.context.epoch : expect === past ? other : none
  }

  wireOf(entry: Entry): Wire {
    return this.wires.find((wire) => wire.entry === entry) as Wire
  }

  /** Carries the request out in the store; false if the store refused it. */
  apply(entry: Entry, { type, placement, expect }: Sent): boolean {
    const { late, cutover } = this.wireOf(entry)
    const expected = this.expected(entry, { type, placement, expect })
    if (this.store.change(entry, type, placement, expected).type !== 'changed') return false
    if (type === 'complete' && cutover.since < this.bounds.barrier) this.broken.early = 1
    cutover.since = 0
    if (late.expect === present) late.expect = past
    for (const { order, entry: its } of this.controls) {
      if (its !== entry) continue
      order.seen = order.due = 0
    }
    return true
  }
}

function verb(type: Change): string {
  return type === 'enter' ? 'enters cutover' : `${type}s`
}
