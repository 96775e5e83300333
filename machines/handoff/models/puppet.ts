import type { World } from '../../model/world.ts'
import { Stream } from '../systems/stream.ts'
import type { Peer } from '../systems/supervision.ts'

/** A peer of a supervisor that the kit plays by hand: it is there or not, and says what it is told to. */
export class Puppet implements Peer {
  readonly stream: Stream
  readonly #life: { alive: number; pending: number }

  constructor(
    world: World,
    readonly number: number,
    name: string,
  ) {
    const bit = { min: 0, max: 1 }
    this.#life = world.ghosts(name, { alive: bit, pending: bit })
    this.stream = new Stream(world, name, { room: 64, everyBeat: true })
  }

  get alive(): boolean {
    return this.#life.alive === 1
  }

  set alive(lives: boolean) {
    this.#life.alive = lives ? 1 : 0
  }

  get pending(): boolean {
    return this.#life.pending === 1
  }

  set pending(waits: boolean) {
    this.#life.pending = waits ? 1 : 0
  }

  spawn(): void {
    this.alive = true
    this.stream.open()
  }

  crash(): boolean {
    if (!this.alive) return false
    this.alive = false
    this.stream.close('process')
    return true
  }
}
