import type { World } from '../../model/world.ts'
import type { Daemon, Ground } from './daemon.ts'

/** Why nobody serves, or nobody can be reached, although no two things failed: every such run has one of these names. */
export const names = {
  /** The incumbent died and no successor was ready. */
  incumbentDied: 1,
  /** The successor died after it was ready, or when it was the last one. */
  successorDied: 2,
  /** Profile core: a drain hook failed, and nothing follows. */
  drainFailed: 4,
  /** A resume hook failed: nothing follows in core, the end of the process in strict. */
  resumeFailed: 8,
  /** Profile core: the supervisor died after Begin, the incumbent gave up, and the successor could not tell that it is ready. */
  readyUnheard: 16,
  /** The incumbent was gone, dead or because it took a slow supervisor for dead (strict), and the supervisor killed a late successor. */
  survivorKilled: 32,
  /** Profile core: a successor took the control path over and died before it was committed, as one does whose Ready came too late. */
  pathLost: 64,
} as const
export const everyName = Object.values(names).reduce((sum, name) => sum + name, 0)
/** The names of runs in which nobody serves. */
export const unserved = everyName - names.pathLost

/** Which of these names a run has earned since somebody last served. */
export class NamedEnds {
  readonly #ghost: { named: number }

  constructor(
    world: World,
    readonly strict: boolean,
    readonly ground: Ground,
    readonly daemons: readonly Daemon[],
  ) {
    this.#ghost = world.ghosts('named ends', { named: { min: 0, max: everyName } })
  }

  /** A set of `names`. */
  get named(): number {
    return this.#ghost.named
  }

  /** A process is about to crash; `replaced` if its successor was ready. */
  crashes(daemon: Daemon, replaced: boolean): void {
    const { incumbent, successor } = daemon
    if (incumbent.state !== 'absent' && !replaced) this.#name(names.incumbentDied)
    if (successor.state === 'binding') this.#name(names.successorDied)
    if (successor.state !== 'absent' && this.#isAlone(daemon)) this.#name(names.successorDied)
    this.#losesPath(daemon)
  }

  /** A hook of a process is about to fail. */
  fails(daemon: Daemon): void {
    const { state } = daemon
    if (state === 'draining' && !this.strict) this.#name(names.drainFailed)
    if (state === 'opening' && this.#isAlone(daemon)) this.#name(names.successorDied)
    if (['resuming', 'reopening', 'recovering'].includes(state)) this.#name(names.resumeFailed)
  }

  /** A process ends by itself; `how` is what its chart says. */
  exits(daemon: Daemon, how: string): void {
    if (how === 'unheard' && this.#isAlone(daemon)) this.#name(names.readyUnheard)
  }

  /** The supervisor is about to kill its child. */
  kills(child: Daemon): void {
    if (child.holdsLock && this.#isAlone(child)) this.#name(names.survivorKilled)
    this.#losesPath(child)
  }

  /** What a name excuses is over once an incumbent serves, and once it is reached. */
  settle(): void {
    if (this.daemons.some(({ serves, role, incumbent }) => serves && role === incumbent))
      this.#ghost.named &= names.pathLost
    if (this.daemons.some(({ state, number }) => state === 'listening' && this.ground.path.bound === number))
      this.#ghost.named &= ~names.pathLost
  }

  forget(): void {
    this.#ghost.named = 0
  }

  #isAlone(daemon: Daemon): boolean {
    return this.daemons.every((other) => other === daemon || !other.alive)
  }

  /** The path goes with a successor that dies uncommitted; only in strict does the incumbent bind it again. */
  #losesPath(daemon: Daemon): void {
    if (!this.strict && this.ground.path.bound === daemon.number) this.#name(names.pathLost)
  }

  #name(name: number): void {
    this.#ghost.named |= name
  }
}
