import type { Clock } from './clock.ts'
import type { Process } from './process.ts'

/** A client that connected and was not served yet. */
interface Waiting {
  readonly since: number
  readonly served: (waited: number) => void
}

/** A listening socket of a daemon, shared by all processes that have it. */
export class Listener {
  /** Processes that have it open, and those that accept. */
  readonly holders = new Set<Process>()
  readonly #accepting = new Set<Process>()
  readonly #backlog: Waiting[] = []

  constructor(
    readonly name: string,
    readonly clock: Clock,
  ) {}

  hold(process: Process): void {
    this.holders.add(process)
    process.onEnd.push(() => {
      this.holders.delete(process)
      this.#accepting.delete(process)
    })
  }

  accept(process: Process, accepting: boolean): void {
    if (!accepting || !process.alive) this.#accepting.delete(process)
    else {
      this.#accepting.add(process)
      for (const { since, served } of this.#backlog.splice(0)) served(this.clock.now - since)
    }
  }

  /** A client connects. False where it is refused: no process has the listener. */
  connect(served: (waited: number) => void): boolean {
    if (this.holders.size === 0) return false
    if ([...this.#accepting].some((process) => process.alive && !process.stopped)) served(0)
    else this.#backlog.push({ since: this.clock.now, served })
    return true
  }

  /** Connections that nobody will serve: the last holder is gone. */
  get lost(): number {
    return this.holders.size === 0 ? this.#backlog.length : 0
  }
}
