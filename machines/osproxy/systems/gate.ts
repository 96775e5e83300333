import type { Chart } from '../../chart/chart.ts'
import { none, other } from '../../model/symbol.ts'
import type { Role, World } from '../../model/world.ts'
import type { Invariant, SystemBody, SystemEvent } from '../../proof/system.ts'
import type { WriteContext, WritePayload } from '../charts/write.ts'
import { type Change, type Entry, type PartitionChart, PlacementStore } from './store.ts'

export interface GateBounds {
  readonly partitions: number
  readonly placements: number
  readonly writes: number
  readonly changes: number
  /** What the store declares: whether set cancels a migration, and whether begin refuses the present placement. */
  readonly cancels: number
  readonly refusesSame: number
  /** 1 lets a change name the epoch that it expects. */
  readonly expects: number
  /** 1 seeds a store whose changes give every partition a fresh epoch. */
  readonly neighbours: number
  readonly [name: string]: number
}

const live = 0
const flipped = 1
const aborted = 2

interface Holder {
  readonly role: Role<WriteContext, WritePayload>
  /** Where writes went when the stamp was handed out, and what has become of the stamp since. */
  readonly history: { placed: number; fate: number }
}

/** Partitions and writes that hold stamps for as long as they like: what the gate admits, without time. */
export class Gate {
  readonly store: PlacementStore
  readonly holders: readonly Holder[]
  readonly broken: { flip: number; abort: number; target: number }

  constructor(
    readonly world: World,
    readonly bounds: GateBounds,
    charts: { partition: PartitionChart; write: Chart<WriteContext, WritePayload> },
  ) {
    this.store = new PlacementStore(world, charts.partition, bounds)
    this.holders = Array.from({ length: bounds.writes }, (_, at) => ({
      role: world.role(`write ${at + 1}`, charts.write),
      history: world.ghosts(`stamp ${at + 1}`, {
        placed: { min: 0, max: bounds.placements },
        fate: { min: live, max: aborted },
      }),
    }))
    const bit = { min: 0, max: 1 }
    this.broken = world.ghosts('broken promise', { flip: bit, abort: bit, target: bit })
  }

  body(): SystemBody {
    const { entries } = this.store
    return {
      events: [
        ...entries.flatMap((entry) => this.#changes(entry)),
        ...entries.map((entry) => this.#queries(entry)),
        ...this.holders.flatMap((holder) => this.#steps(holder)),
      ],
      invariants: this.#invariants(),
    }
  }

  #changes(entry: Entry): SystemEvent[] {
    const changes: readonly Change[] = ['set', 'begin', 'enter', 'complete', 'abort']
    return changes.map((type) => ({
      name: `${entry.name}: ${type}`,
      run: () => {
        if (!this.store.open) return false
        const placement = this.#heeded(entry, type) ? this.world.choose(this.bounds.placements) + 1 : 1
        this.#change(entry, type, placement, type === 'set' ? none : this.#expectation(entry))
        return true
      },
    }))
  }

  /** Whether the placement that the change names makes a difference. */
  #heeded({ role }: Entry, type: Change): boolean {
    if (type === 'begin') return role.state === 'active'
    return type === 'set' && (role.state === 'unknown' || role.state === 'active' || this.bounds.cancels === 1)
  }

  /** A change may expect the present epoch, another, or none. */
  #expectation({ role }: Entry): number {
    if (this.bounds.expects === 0) return none
    return [none, role.context.epoch, other][this.world.choose(3)] ?? none
  }

  #change(entry: Entry, type: Change, placement: number, expect: number): void {
    const { destination, home } = entry.history
    if (this.store.change(entry, type, placement, expect).type !== 'changed') return
    if (type === 'complete') {
      if (readsAt(entry) !== destination) this.broken.flip = 1
      this.#bury(entry, flipped)
    }
    if (type === 'abort') {
      if (entry.role.state !== 'active' || readsAt(entry) !== home) this.broken.abort = 1
      this.#bury(entry, aborted)
    }
  }

  /** Every stamp of the partition handed out so far is dead from now on. */
  #bury(entry: Entry, fate: number): void {
    for (const { role, history } of this.holders) {
      if (role.state === 'resolved' && this.#entryOf(role) === entry) history.fate = fate
    }
  }

  #entryOf(role: Holder['role']): Entry {
    return this.store.entries[role.context.partition - 1] as Entry
  }

  #queries({ name, role }: Entry): SystemEvent {
    return {
      name: `${name}: look, resolve, ask the gate`,
      run: () => {
        role.send('look')
        role.send('resolve')
        for (const stamp of [role.context.epoch, none, other]) role.send('admit', { stamp })
        return true
      },
    }
  }

  #steps({ role, history }: Holder): SystemEvent[] {
    const end = (): void => {
      role.send('recycle')
      history.placed = 0
      history.fate = live
    }
    const resolve = (): boolean => {
      if (role.state !== 'new') return false
      const at = this.world.choose(this.store.entries.length)
      const entry = this.store.entries[at] as Entry
      role.send('start', { partition: at + 1 })
      const answer = entry.role.send('resolve')[0]
      if (answer?.type !== 'resolved') {
        role.send('missing')
        end()
        return true
      }
      role.send('found', { target: answer.values.at as number, stamp: answer.values.epoch as number })
      history.placed = entry.history.home
      return true
    }
    const gate = (): boolean => {
      if (role.state !== 'resolved') return false
      role.send('askGate')
      const verdict = this.#entryOf(role).role.send('admit', { stamp: role.context.stamp })[0]
      if (verdict?.type === 'admitted') {
        role.send('gateAdmits')
        const sent = role.send('dispatch').find((output) => output.type === 'send')
        if (sent?.values.target !== history.placed) this.broken.target = 1
        role.send('applied')
      } else role.send('gateRejects')
      end()
      return true
    }
    return [
      { name: `${role.name}: resolve`, run: resolve },
      { name: `${role.name}: gate and apply`, run: gate },
    ]
  }

  #invariants(): Invariant[] {
    const { entries, invariants } = this.store
    const every = (holds: (entry: Entry) => boolean) => () =>
      entries.every((entry) => entry.role.state === 'unknown' || holds(entry))
    const buried = (fate: number): boolean =>
      this.holders.every(
        ({ role, history }) => history.fate !== fate || !admits(this.#entryOf(role), role.context.stamp),
      )
    const onlyAdmits = (entry: Entry, allowed: number): boolean => {
      const beyond = this.#largestStamp() + 1
      for (let stamp = other; stamp <= beyond; stamp++) {
        if (stamp !== allowed && admits(entry, stamp)) return false
      }
      return true
    }
    return [
      {
        id: 'I1',
        text: 'A known partition has one placement to read from, and while it moves that is its origin.',
        holds: every((entry) => {
          const at = readsAt(entry)
          const settled = entry.role.state === 'active'
          return at === undefined || (at >= 1 && at === entry.role.context.at && (settled || at === entry.history.home))
        }),
      },
      {
        id: 'I2',
        text: 'In cutover no stamp is admitted.',
        holds: every((entry) => entry.role.state !== 'cutover' || onlyAdmits(entry, Number.NaN)),
      },
      {
        id: 'I3',
        text: 'After a flip reads go to the destination, and no stamp from before it is ever admitted.',
        holds: () => this.broken.flip === 0 && buried(flipped),
      },
      {
        id: 'I4',
        text: 'After an abort the partition is settled at its origin, and no stamp from before it is ever admitted.',
        holds: () => this.broken.abort === 0 && buried(aborted),
      },
      {
        id: 'I5',
        text: 'At most one stamp of a partition is admitted, and it is the present epoch.',
        holds: every((entry) => onlyAdmits(entry, entry.role.context.epoch)),
      },
      invariants.I6,
      invariants.I7,
      {
        id: 'I9',
        text: 'A write is applied at the placement that took writes under its stamp.',
        holds: () => this.broken.target === 0,
      },
      {
        id: 'L4',
        text: 'A read of a known partition succeeds in every state.',
        holds: every((entry) => readsAt(entry) !== undefined),
      },
    ]
  }

  /** No stamp beyond this one was ever handed out. */
  #largestStamp(): number {
    let largest = 0
    for (const { role } of this.store.entries) largest = Math.max(largest, role.context.epoch)
    for (const { role } of this.holders) largest = Math.max(largest, role.context.stamp)
    return largest
  }
}

function readsAt({ role }: Entry): number | undefined {
  const answer = role.send('resolve')[0]
  return answer?.type === 'resolved' ? answer.values.at : undefined
}

function admits({ role }: Entry, stamp: number): boolean {
  return role.send('admit', { stamp })[0]?.type === 'admitted'
}
