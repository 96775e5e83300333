import { type CallState, Calls } from './calls.ts'
import type { Consumer } from './consumers.ts'
import type { Directory, Host } from './host.ts'
import type { Incumbent } from './incumbents.ts'
import type { Successor } from './successors.ts'
import type { Supervisor } from './supervisors.ts'

/** What the driver speaks to inside a process: the role that it plays. */
export class Agent {
  readonly calls: Calls
  started: Incumbent | undefined
  successor: Successor | undefined
  supervisor: Supervisor | undefined
  /** The data directory whose lock the process has, where it does nothing else. */
  holding: Directory | undefined

  /** `ended` is told of every call that ends. */
  constructor(
    readonly host: Host,
    ended?: (call: string, state: CallState) => void,
  ) {
    this.calls = new Calls(ended)
  }

  /** From a cold start, or from a successor that has announced itself. */
  get incumbent(): Incumbent | undefined {
    return this.started ?? this.successor?.incumbent
  }

  get consumer(): Consumer | undefined {
    return this.incumbent?.consumer
  }
}
