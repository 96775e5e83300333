import type { Chart, Domain, Output } from '../../chart/chart.ts'
import { none } from '../../model/symbol.ts'
import type { Role, World } from '../../model/world.ts'
import type { Invariant } from '../../proof/system.ts'
import type { PartitionContext, PartitionPayload } from '../charts/partition.ts'

export type PartitionChart = Chart<PartitionContext, PartitionPayload>
export type Change = 'set' | 'begin' | 'enter' | 'complete' | 'abort'

/** Where a partition is, as a look at the store shows it. */
interface Snapshot {
  state: string
  at: number
  to: number
  epoch: number
}

const bit: Domain = { min: 0, max: 1 }

/** One partition with the history that invariants speak of. */
export interface Entry {
  readonly name: string
  readonly role: Role<PartitionContext, PartitionPayload>
  readonly history: {
    /** Where reads must go: the last placement set or flipped to. */
    home: number
    /** Where the present migration goes. */
    destination: number
    /** The largest epoch that the partition ever had. */
    largest: number
  }
}

/** The shared placement store of a system: its partitions, their history, and the properties of every change. */
export class PlacementStore {
  readonly entries: readonly Entry[]
  /** What the last change was answered. */
  answer: Output | undefined
  /** Set once a change broke the property. */
  readonly #broken: { stale: number; neighbour: number; partial: number }
  readonly #spent: { changes: number }
  /** Scratch space for the entries as they were before a change. */
  readonly #before: readonly Snapshot[]

  constructor(
    readonly world: World,
    chart: PartitionChart,
    /** `changes` may be Infinity; `neighbours` = 1 seeds a store whose changes give every partition a fresh epoch. */
    readonly bounds: {
      readonly partitions: number
      readonly placements: number
      readonly changes: number
      readonly cancels?: number
      readonly refusesSame?: number
      readonly neighbours?: number
    },
  ) {
    const placement = { min: 0, max: bounds.placements }
    this.entries = Array.from({ length: bounds.partitions }, (_, at): Entry => {
      const name = `partition ${at + 1}`
      const role = world.role(name, chart, { cancels: bounds.cancels ?? 0, refusesSame: bounds.refusesSame ?? 0 })
      const history = { home: placement, destination: placement, largest: { min: 0, max: 40, symbol: true } } as const
      return { name, role, history: world.ghosts(`${name} history`, history) }
    })
    this.#before = this.entries.map(() => ({ state: '', at: 0, to: 0, epoch: 0 }))
    this.#broken = world.ghosts('broken', { stale: bit, neighbour: bit, partial: bit })
    this.#spent = world.ghosts('spent', {
      changes: { min: 0, max: Number.isFinite(bounds.changes) ? bounds.changes : 0 },
    })
  }

  /** Whether the bound on changes leaves room for another one. */
  get open(): boolean {
    return this.#spent.changes < this.bounds.changes
  }

  /** Sends a change to the store, notes what it did to the history, and returns what the store answers. */
  change(entry: Entry, type: Change, placement = 1, expect: number = none): Output {
    for (let at = 0; at < this.entries.length; at++) remember(this.entries[at] as Entry, this.#before[at] as Snapshot)
    const answer = entry.role.send(type, { placement, fresh: this.world.fresh(), expect })[0] as Output
    this.answer = answer
    const changed = answer.type === 'changed'
    if (changed) this.#follow(entry, type, placement)
    if (changed && this.bounds.neighbours === 1) this.#stampNeighbours(entry)
    for (let at = 0; at < this.entries.length; at++) {
      const each = this.entries[at] as Entry
      const was = this.#before[at] as Snapshot
      if (each !== entry) {
        if (!unchanged(was, each)) this.#broken.neighbour = 1
      } else if (!(changed ? fully(was, each, type, placement) : unchanged(was, each))) this.#broken.partial = 1
    }
    return answer
  }

  /** Properties of single changes, to be named among a system's invariants. */
  get invariants(): { readonly [id in 'I6' | 'I7' | 'I8']: Invariant } {
    const broken = this.#broken
    return {
      I6: {
        id: 'I6',
        text: 'Every change gives the partition an epoch larger than any it had before.',
        holds: () => broken.stale === 0,
      },
      I7: {
        id: 'I7',
        text: 'A change of one partition leaves every other one untouched.',
        holds: () => broken.neighbour === 0,
      },
      I8: {
        id: 'I8',
        text: 'A refused change leaves the store untouched, any other is carried out in full, whatever the caller hears.',
        holds: () => broken.partial === 0,
      },
    }
  }

  #follow({ role, history }: Entry, type: Change, placement: number): void {
    if (role.context.epoch <= history.largest) this.#broken.stale = 1
    else history.largest = role.context.epoch
    if (type === 'set') history.home = placement
    if (type === 'complete') history.home = history.destination
    if (type === 'begin') history.destination = placement
    else if (type !== 'enter') history.destination = 0
    if (Number.isFinite(this.bounds.changes)) this.#spent.changes++
  }

  /** The seeded fault: a store with one epoch for all of its partitions. */
  #stampNeighbours(changed: Entry): void {
    for (const { role } of this.entries) {
      if (role !== changed.role && role.state === 'active')
        role.send('set', { placement: role.context.at, fresh: this.world.fresh() })
    }
  }
}

function remember({ role }: Entry, snapshot: Snapshot): void {
  snapshot.state = role.state
  snapshot.at = role.context.at
  snapshot.to = role.context.to
  snapshot.epoch = role.context.epoch
}

function unchanged(was: Snapshot, { role: { state, context } }: Entry): boolean {
  return was.state === state && was.at === context.at && was.to === context.to && was.epoch === context.epoch
}

/** Whether the entry is what the specification makes of `was`; epochs are judged elsewhere. */
function fully(was: Snapshot, { role }: Entry, type: Change, placement: number): boolean {
  const is = (state: string, at: number, to: number): boolean =>
    role.state === state && role.context.at === at && role.context.to === to
  switch (type) {
    case 'set':
      return is('active', placement, 0)
    case 'begin':
      return is('draining', was.at, placement)
    case 'enter':
      return is('cutover', was.at, was.to)
    case 'complete':
      return is('active', was.to, 0)
    case 'abort':
      return is('active', was.at, 0)
  }
}
