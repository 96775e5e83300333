import type { Operations } from '../../../spec/net/adapter.types.ts'

export type Result = Omit<Operations['op.result']['result'], 'pending' | 'at_ms'>

export type Failed = NonNullable<Result['failed']>

/** Calls that take time, by token. */
export class Tasks {
  readonly #results: (Operations['op.result']['result'] | undefined)[] = []

  /** A token for a call that begins. */
  begin(): number {
    return this.#results.push({ pending: true }) - 1
  }

  end(token: number, now: number, result: Result = {}): void {
    if (this.#results[token]?.pending === true) this.#results[token] = { pending: false, at_ms: now, ...result }
  }

  result(token: number): Operations['op.result']['result'] | undefined {
    return this.#results[token]
  }
}
