import type { Behaviour } from '../../../spec/net/adapter.types.ts'
import type { FailureReason } from '../../../spec/net/messages.types.ts'
import type { Migration } from './migration.ts'

export interface Kind {
  readonly behaviour: Behaviour
  constructions: number
  snapshots: number
}

interface Observer {
  readonly origin: string
  active: boolean
  readonly seen: string[]
}

/** What a runtime keeps beside its node. */
export class Runtime {
  state: 'registering' | 'ready' | 'shutting_down' = 'registering'
  readonly kinds = new Map<string, Kind>()
  /** The failure remembered for an origin. */
  readonly failures = new Map<string, FailureReason>()
  /** Migrations that were started here and have not ended, by origin. */
  readonly migrations = new Map<string, Migration>()
  /** A hook for tests: inbound migrations are told NotReady. */
  simulatesNotReady = false
  /** Milliseconds before a spawn inserts, and before a start installs its handler. */
  spawnStall = 0
  startStall = 0
  readonly #observers: Observer[] = []

  takesInbound(): boolean {
    return this.state === 'ready' && !this.simulatesNotReady
  }

  /** A number for a new observer of deliveries to a daemon. */
  observe(origin: string): number {
    return this.#observers.push({ origin, active: true, seen: [] }) - 1
  }

  /** Nothing reaches the observer any more. */
  unobserve(observer: number): boolean {
    const known = this.#observers[observer]
    if (known !== undefined) known.active = false
    return known !== undefined
  }

  seen(observer: number): readonly string[] | undefined {
    return this.#observers[observer]?.seen
  }

  /** A daemon has taken an event. */
  tell(origin: string, sequence: string): void {
    for (const observer of this.#observers)
      if (observer.active && observer.origin === origin) observer.seen.push(sequence)
  }
}
