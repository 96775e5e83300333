import type { Failure, Outcome } from '../../../spec/handoff/adapter.types.ts'
import type { Journal } from '../../../spec/handoff/messages.types.ts'

/** How a call that takes time stands. */
export type CallState =
  | { readonly state: 'pending' }
  | { readonly state: 'done'; readonly outcome?: Outcome; readonly record?: Journal; readonly handoff_id?: string }
  | { readonly state: 'failed'; readonly error: Failure; readonly message?: string }

/** Calls of one process that take time, by the names that the driver gave them. */
export class Calls {
  readonly #states = new Map<string, CallState>()
  readonly #waiting = new Map<string, ((state: CallState) => void)[]>()

  /** `ended` is told of every call that ends. */
  constructor(readonly ended: (name: string, state: CallState) => void = () => {}) {}

  begin(name: string): void {
    this.#states.set(name, { state: 'pending' })
  }

  /** It was refused: there is no such call. */
  forget(name: string): void {
    this.#states.delete(name)
  }

  end(name: string, state: CallState): void {
    this.#states.set(name, state)
    this.ended(name, state)
    for (const tell of this.#waiting.get(name) ?? []) tell(state)
    this.#waiting.delete(name)
  }

  state(name: string): CallState | undefined {
    return this.#states.get(name)
  }

  /** Tells its end, once. */
  onEnd(name: string, tell: (state: CallState) => void): void {
    const state = this.#states.get(name)
    if (state !== undefined && state.state !== 'pending') tell(state)
    else this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), tell])
  }
}
