import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Adapter } from './adapter.ts'

/** More was asked than the recording holds, or something else: a recording answers what it was asked when it was made. */
export class RecordingEnded extends Error {}

/** A call with the answer that it got. */
export interface Recorded extends Call {
  readonly reply: Reply
}

/** Answers each call as it was answered when it was recorded. Throws `RecordingEnded` for any other call. */
export class RecordedAdapter implements Adapter {
  readonly name = 'recording'
  #at = 0

  constructor(readonly recorded: readonly Recorded[]) {}

  request(op: string): Reply {
    const next = this.recorded[this.#at++]
    if (next?.op !== op) throw new RecordingEnded(`${op} at call ${this.#at}, which was recorded as ${next?.op}`)
    return next.reply
  }

  /** A burst that a divergence cut short was recorded as far as it was judged; nobody looks at the rest. */
  async burst(calls: readonly Call[]): Promise<readonly Reply[]> {
    const left = this.recorded.length - this.#at
    if (left === 0 && calls.length > 0) throw new RecordingEnded(`${calls[0]?.op} after the last recorded call`)
    const unjudged = calls.slice(left).map((): Reply => ({ unsupported: 'not recorded' }))
    return [...calls.slice(0, left).map(({ op }) => this.request(op)), ...unjudged]
  }

  async raw(): Promise<Reply> {
    return this.request('!line')
  }

  stderr(): string {
    return ''
  }

  async close(): Promise<void> {}
}
