import type { ControlPath, Directory } from '../host.ts'
import { Folder } from './folder.ts'
import { Path } from './path.ts'
import type { Process } from './process.ts'
import { Socket } from './sockets.ts'

/** Why a connection fails; `lack` where the process may open nothing. */
export type Connected = Socket | 'absent' | 'refused'

/** A data directory in virtual time, with the processes that want its lock and its control path. */
export class DataDirectory {
  readonly files = new Folder()
  path: Path | undefined
  /** Whoever has the lock. */
  #holder: object | undefined
  #lockFile = false

  constructor(
    readonly name: string,
    readonly inode: string,
    /** Told after each change of the control path. */
    readonly changed: () => void,
  ) {}

  /** What a process sees of it. */
  seenBy(process: Process): Directory {
    return {
      name: this.name,
      files: this.files,
      lock: () => process.alive && this.lock(process, process),
      unlock: () => this.unlock(process),
      bind: (mode, then) => {
        if (process.alive) then(this.bind(process, mode))
      },
      connect: (then) => {
        const connected = process.limited ? 'refused' : this.connect(process)
        then(connected instanceof Socket ? connected : undefined)
      },
    }
  }

  get free(): boolean {
    return this.#holder === undefined
  }

  get lockInode(): string | undefined {
    return this.#lockFile ? this.inode : undefined
  }

  /** Takes the lock; it is free again at the end of the process. */
  lock(holder: object, process?: Process): boolean {
    this.#lockFile = true
    if (this.#holder !== undefined) return false
    this.#holder = holder
    process?.onEnd.push(() => this.unlock(holder))
    return true
  }

  unlock(holder: object): void {
    if (this.#holder === holder) this.#holder = undefined
  }

  bind(owner: Process | undefined, mode: number): ControlPath & Path {
    this.path = new Path(owner, mode, (path) => this.path === path)
    this.changed()
    return this.path
  }

  /** Connects to whoever is bound, as the process or as the driver. */
  connect(from: Process | undefined): Connected {
    const { path } = this
    if (path === undefined) return 'absent'
    if (path.closed) return 'refused'
    const [mine, theirs] = Socket.pair(from, path.owner)
    path.connect(theirs)
    return mine
  }
}
