import { MESSAGE_TYPES, type MessageType } from '../../../spec/handoff/messages.ts'
import type { World } from '../../model/world.ts'
import { ids } from '../charts/frames.ts'

/** A frame under way. */
export interface Frame {
  readonly message: MessageType
  readonly id: number
}

/** What an exploration keeps of a stream, and what a test does. */
export interface Capacity {
  /** Frames that fit into one direction: whoever sends more has lost step with its peer. */
  readonly room: number
  /** Whether every heartbeat counts; else of several under way one stands for all. */
  readonly everyBeat: boolean
}
const small: Capacity = { room: 4, everyBeat: false }
const heartbeat = MESSAGE_TYPES.indexOf('Heartbeat') + 1

/** One direction of a stream: what was written arrives whole and in order, or the stream ends. */
class Direction {
  readonly #codes: { [slot: string]: number }
  readonly #ids: { [slot: string]: number }

  constructor(
    world: World,
    name: string,
    readonly capacity: Capacity,
  ) {
    const slots = (domain: object) =>
      Object.fromEntries(Array.from({ length: capacity.room }, (_, at) => [`${at}`, domain]))
    this.#codes = world.ghosts(`${name} frame`, slots({ min: 0, max: MESSAGE_TYPES.length }) as never)
    this.#ids = world.ghosts(`${name} id`, slots(ids) as never)
  }

  get length(): number {
    let length = 0
    while (length < this.capacity.room && this.#codes[length] !== 0) length++
    return length
  }

  at(slot: number): Frame {
    return { message: MESSAGE_TYPES[(this.#codes[slot] as number) - 1] as MessageType, id: this.#ids[slot] as number }
  }

  /** A heartbeat is under way. */
  get beats(): boolean {
    for (let slot = 0; slot < this.capacity.room; slot++) if (this.#codes[slot] === heartbeat) return true
    return false
  }

  put({ message, id }: Frame): void {
    if (message === 'Heartbeat' && this.beats && !this.capacity.everyBeat) return
    const { length } = this
    if (length === this.capacity.room) throw new RangeError(`no room for ${message} after ${length} frames`)
    this.#codes[length] = MESSAGE_TYPES.indexOf(message) + 1
    this.#ids[length] = id
  }

  take(): Frame | undefined {
    if (this.#codes[0] === 0) return undefined
    const frame = this.at(0)
    for (let slot = 0; slot < this.capacity.room; slot++) {
      this.#codes[slot] = this.#codes[slot + 1] ?? 0
      this.#ids[slot] = this.#ids[slot + 1] ?? 0
    }
    return frame
  }

  clear(): void {
    for (let slot = 0; slot < this.capacity.room; slot++) this.#codes[slot] = this.#ids[slot] = 0
  }
}

/**
 * The stream between a supervisor and one process. Each end is open or closed; what was written before an end was closed can
 * still be read at the other, and then the loss is noticed. A write to a closed end fails at once.
 */
export class Stream {
  readonly toSupervisor: Direction
  readonly toProcess: Direction
  readonly #ends: { supervisor: number; process: number }

  constructor(world: World, name: string, capacity = small) {
    this.toSupervisor = new Direction(world, `${name} to the supervisor`, capacity)
    this.toProcess = new Direction(world, `${name} to the process`, capacity)
    const bit = { min: 0, max: 1 }
    this.#ends = world.ghosts(`${name} ends`, { supervisor: bit, process: bit })
  }

  isOpen(end: 'supervisor' | 'process'): boolean {
    return this.#ends[end] === 1
  }

  open(): void {
    this.toSupervisor.clear()
    this.toProcess.clear()
    this.#ends.supervisor = this.#ends.process = 1
  }

  /** What the closing end has not read is lost, and so is all once both are closed. */
  close(end: 'supervisor' | 'process'): void {
    this.#ends[end] = 0
    if (end === 'supervisor') this.toSupervisor.clear()
    else this.toProcess.clear()
  }
}
