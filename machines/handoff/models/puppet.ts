import type { Role, World } from '../../model/world.ts'
import { peer } from '../charts/peer.ts'
import { Stream } from '../systems/stream.ts'
import type { Peer } from '../systems/supervision.ts'

type Nothing = Record<never, number>

/** A peer of a supervisor that the kit plays by hand: it says what it is told to. */
export class Puppet implements Peer {
  readonly stream: Stream
  readonly #role: Role<Nothing, Nothing>
  readonly #queue: { pending: number }

  constructor(
    world: World,
    readonly number: number,
    name: string,
  ) {
    this.#role = world.role(name, peer)
    this.#queue = world.ghosts(name, { pending: { min: 0, max: 1 } })
    this.stream = new Stream(world, name, { room: 64, everyBeat: true })
  }

  get alive(): boolean {
    return this.#role.state !== 'absent'
  }

  /** The driver holds its stream. */
  get held(): boolean {
    return this.#role.state === 'held'
  }

  get pending(): boolean {
    return this.#queue.pending === 1
  }

  set pending(waits: boolean) {
    this.#queue.pending = waits ? 1 : 0
  }

  appear(): void {
    this.#role.send('appear')
  }

  spawn(): void {
    this.appear()
    this.stream.open()
  }

  /** The driver takes its stream, a new one where a connection waited. */
  hold(): void {
    if (this.pending) this.stream.open()
    this.pending = false
    this.#role.send('hold')
  }

  release(): void {
    this.#role.send('release')
  }

  crash(): boolean {
    if (!this.alive) return false
    this.#role.send('vanish')
    this.stream.close('process')
    return true
  }
}
