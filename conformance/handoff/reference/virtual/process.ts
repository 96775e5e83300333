import type { CrashPoint, DescriptorKind } from '../../../../spec/handoff/adapter.types.ts'
import type { Environment } from '../../../../spec/handoff/environment.ts'
import type { Clock } from './clock.ts'
import type { Listener } from './listener.ts'
import type { Path } from './path.ts'
import type { Socket } from './sockets.ts'

/** What stands behind a number in a process. */
export type Descriptor =
  | { readonly kind: DescriptorKind; readonly listener: Listener; readonly socket?: never }
  | { readonly kind: DescriptorKind; readonly socket: Socket; readonly listener?: never }

/** Thrown where a process dies, so that it does nothing more. It is no Error: it is caught where the process was entered. */
class Death {}

/** A process in virtual time: what it owns goes with it. */
export class Process {
  readonly uid = 1_000
  readonly sockets = new Set<Socket>()
  readonly paths = new Set<Path>()
  /** What to do at its end: locks become free, its parent is told. */
  readonly onEnd: (() => void)[] = []
  readonly crashPoints = new Set<CrashPoint>()
  descriptors: ReadonlyMap<number, Descriptor> = new Map()
  alive = true
  stopped = false
  /** May open no further descriptor. */
  limited = false
  /** Undefined where it was killed, or lives. */
  code: number | undefined
  #held: (() => void)[] = []

  constructor(
    readonly clock: Clock,
    readonly name: string,
    readonly pid: number,
    readonly environment: Environment,
  ) {}

  /** Runs in the process, behind what is to be done now. */
  post(task: () => void): void {
    this.clock.post(() => this.enter(task))
  }

  /** Runs in the process: never if it is dead, later if it stands still. */
  enter(task: () => void): void {
    if (this.alive && this.stopped) this.#held.push(task)
    else this.act(task)
  }

  /** Runs in the process, also where it stands still: what its driver asks of it. */
  act(task: () => void): void {
    if (!this.alive) return
    try {
      task()
    } catch (thrown) {
      if (!(thrown instanceof Death)) throw thrown
    }
  }

  /** Goes on where it stood still. */
  goOn(): void {
    this.stopped = false
    const held = this.#held
    this.#held = []
    for (const task of held) this.post(task)
  }

  /** Dies here if it is to. */
  reach(point: CrashPoint): void {
    if (!this.crashPoints.has(point)) return
    this.end(undefined)
    throw new Death()
  }

  /** Ends with an exit code, or undefined where it is killed. */
  end(code: number | undefined): void {
    if (!this.alive) return
    this.alive = false
    this.code = code
    for (const socket of [...this.sockets]) socket.close()
    for (const path of [...this.paths]) path.close()
    for (const act of this.onEnd) act()
  }

  /** Descriptors that are open, with standard input, output and error. */
  get count(): number {
    return (
      3 + this.sockets.size + this.paths.size + [...this.descriptors.values()].filter((each) => each.listener).length
    )
  }
}
