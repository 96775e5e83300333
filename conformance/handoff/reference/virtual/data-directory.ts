import type { ControlPath, Directory } from '../host.ts'
import { Folder } from './folder.ts'
import { Path } from './path.ts'
import type { Process } from './process.ts'
import { Socket } from './sockets.ts'

/** Name of the lock file in its folder. */
export const LOCK = '.handoff.lock'

/** Why a connection fails; `lack` where the process may open nothing. */
export type Connected = Socket | 'absent' | 'refused'

/** A data directory in virtual time, with the processes that want its lock and its control path. */
export class DataDirectory {
  readonly files = new Folder()
  path: Path | undefined
  /** The file that is locked, and whoever has it. */
  #lock = { file: 0, holder: undefined as object | undefined }

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
    return !this.#isThere || this.#lock.holder === undefined
  }

  get lockInode(): string | undefined {
    return this.#isThere ? `${this.inode}${this.#lock.file}` : undefined
  }

  /** Takes the lock; it is free again at the end of the process. */
  lock(holder: object, process?: Process): boolean {
    if (!this.#isThere) {
      this.files.create(LOCK)
      this.#lock = { file: this.#lock.file + 1, holder: undefined }
    }
    if (this.#lock.holder !== undefined) return false
    this.#lock.holder = holder
    process?.onEnd.push(() => this.unlock(holder))
    return true
  }

  unlock(holder: object): void {
    if (this.#lock.holder === holder) this.#lock.holder = undefined
  }

  get #isThere(): boolean {
    return this.files.read(LOCK) !== undefined
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
