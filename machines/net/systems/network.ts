import { DEFAULT_DIALECT } from '../../../spec/net/dialect.ts'
import { layoutsOf, type MessageType } from '../../../spec/net/messages.ts'
import type { World } from '../../model/world.ts'

/** A message under way. Nodes are numbers from 1. */
export interface Datagram {
  readonly message: MessageType
  readonly from: number
  readonly to: number
  /**
   * A node (TakeSnapshot, CutoverNotify), a sequence (SnapshotReady, RestoreComplete, ReplayComplete, ActivateAck), the first
   * of the events (BufferedEvents, 0 for none), or the code of a reason (MigrationFailed).
   */
  readonly value: number
  /** The last of the events. */
  readonly last: number
  /** Of a chunk: its place; absent where a datagram is a whole snapshot. */
  readonly index?: number
  /** A snapshot that cannot be read or is not what its message says, or a chain head of another origin. */
  readonly broken?: true
}

const kinds: readonly MessageType[] = layoutsOf(DEFAULT_DIALECT).map(([type]) => type)
/** Nodes, and values, that an exploration tells apart; 0 is among them. */
const parties = 5
const values = 7

/** How a network behaves. */
export interface Weather {
  /** 1 if messages from one node to another arrive in the order in which they were sent. */
  readonly ordered: number
  /** 1 if a target may be told to go live before events that were sent earlier, and events may be lost: what no target can tell (NET-142). */
  readonly overtakes: number
}

/** Datagrams under way, in a bounded number of places. Without order they are kept sorted, so that a multitude is one state. */
export class Network {
  readonly #slots: { [slot: string]: number }
  #tag: () => number

  constructor(
    world: World,
    readonly weather: Weather,
    readonly room: number,
    /** 1 bit that each datagram carries unseen: the attempt in which it was sent. */
    tag: () => number,
  ) {
    const domain = { min: 0, max: kinds.length * parties * parties * values * values * 2 }
    this.#slots = world.ghosts(
      'network',
      Object.fromEntries(Array.from({ length: room }, (_, at) => [`${at}`, domain])),
    )
    this.#tag = tag
  }

  get length(): number {
    let length = 0
    while (length < this.room && this.#slots[length] !== 0) length++
    return length
  }

  get isEmpty(): boolean {
    return this.#slots[0] === 0
  }

  /** What is at a place; `stale` if it was sent in another attempt than the present one. */
  at(slot: number): (Datagram & { readonly stale: boolean }) | undefined {
    const code = this.#slots[slot]
    if (code === undefined || code === 0) return undefined
    let rest = code - 1
    const next = (base: number): number => {
      const digit = rest % base
      rest = Math.floor(rest / base)
      return digit
    }
    const [tag, last, value, to, from] = [next(2), next(values), next(values), next(parties), next(parties)]
    return {
      message: kinds[rest] as MessageType,
      from: from as number,
      to: to as number,
      value: value as number,
      last: last as number,
      stale: tag !== this.#tag(),
    }
  }

  all(): readonly Datagram[] {
    return Array.from({ length: this.length }, (_, slot) => this.at(slot) as Datagram)
  }

  send({ message, from, to, value, last }: Datagram): void {
    const { length } = this
    if (length === this.room) throw new RangeError(`no room for ${message} after ${length} datagrams`)
    const kind = kinds.indexOf(message)
    this.#slots[length] =
      1 + ((((kind * parties + from) * parties + to) * values + value) * values + last) * 2 + this.#tag()
    this.#sort()
  }

  /** The places whose datagram may arrive now; of several copies one stands for all. */
  arriving(): readonly number[] {
    return this.#slotsThat((slot) => this.#mayArrive(slot))
  }

  /** The places whose datagram may be lost. */
  losable(): readonly number[] {
    return this.#slotsThat((slot) => this.#mayBeLost(slot))
  }

  /** The places whose datagram may be doubled. */
  doublable(): readonly number[] {
    return this.length === this.room ? [] : this.#slotsThat((slot) => !this.#hasTwin(slot))
  }

  #slotsThat(may: (slot: number) => boolean): readonly number[] {
    return Array.from({ length: this.length }, (_, slot) => slot).filter(may)
  }

  #mayArrive(slot: number): boolean {
    const own = this.at(slot)
    if (own === undefined || this.#hasTwin(slot)) return false
    const { ordered, overtakes } = this.weather
    const before = this.all().slice(0, slot)
    if (ordered === 1 && before.some(({ from, to }) => from === own.from && to === own.to)) return false
    const overtaking = overtakes === 0 && ['ActivateTarget', 'CleanupComplete'].includes(own.message)
    return !overtaking || !this.all().some(({ message, to, value }) => isEvents(message, value) && to === own.to)
  }

  #mayBeLost(slot: number): boolean {
    const own = this.at(slot)
    if (own === undefined || this.#hasTwin(slot)) return false
    return this.weather.overtakes === 1 || !isEvents(own.message, own.value)
  }

  /** Removes what is at the place. */
  take(slot: number): void {
    for (let later = slot; later < this.room; later++) this.#slots[later] = this.#slots[later + 1] ?? 0
  }

  double(slot: number): void {
    this.#slots[this.length] = this.#slots[slot] as number
    this.#sort()
  }

  clear(): void {
    for (let slot = 0; slot < this.room; slot++) this.#slots[slot] = 0
  }

  /** The same datagram at the place before is another copy, which stands for this one too. */
  #hasTwin(slot: number): boolean {
    return this.weather.ordered === 0 && slot > 0 && this.#slots[slot] === this.#slots[slot - 1]
  }

  #sort(): void {
    if (this.weather.ordered === 1) return
    for (let slot = this.length - 1; slot > 0; slot--) {
      const [before, own] = [this.#slots[slot - 1] as number, this.#slots[slot] as number]
      if (before <= own) return
      this.#slots[slot - 1] = own
      this.#slots[slot] = before
    }
  }
}

function isEvents(message: MessageType, first: number): boolean {
  return message === 'BufferedEvents' && first > 0
}
