import type { ControlPath } from '../host.ts'
import type { Process } from './process.ts'
import type { Socket } from './sockets.ts'

/** A listening socket that was bound to a control path. */
export class Path implements ControlPath {
  closed = false
  readonly #backlog: Socket[] = []
  #connection: () => void = () => {}

  constructor(
    /** None where the driver listens. */
    readonly owner: Process | undefined,
    readonly mode: number,
    readonly isBound: (path: Path) => boolean,
  ) {
    owner?.paths.add(this)
  }

  onConnection(run: () => void): void {
    this.#connection = run
  }

  /** A peer connects: the system takes it before the process does. */
  connect(end: Socket): void {
    this.#backlog.push(end)
    this.owner?.post(() => {
      if (!this.closed) this.#connection()
    })
  }

  accept(): Socket | 'lack' | undefined {
    if (this.#backlog.length > 0 && this.owner?.limited === true) return 'lack'
    return this.#backlog.shift()
  }

  reachable(): boolean {
    return !this.closed && this.isBound(this)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.owner?.paths.delete(this)
    for (const end of this.#backlog.splice(0)) end.close()
  }
}
