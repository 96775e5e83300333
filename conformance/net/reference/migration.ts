import type { FailureReason } from '../../../spec/net/messages.types.ts'
import type { Start } from './orchestrators.ts'
import type { Failed } from './tasks.ts'
import type { Timer } from './world.ts'

/** What every waiter learns; a success has nothing that failed. */
export interface End {
  readonly failed?: Failed
}

/** One migration as its handle sees it, over all attempts. */
export interface Migration {
  readonly node: string
  readonly start: Start
  /** Milliseconds for which NotReady is tried again; absent: not at all. */
  readonly budget?: number
  /** Attempts begun. */
  attempts: number
  /** When somebody began to wait. */
  waitingSince?: number
  /** NotReady was seen, and nobody waits yet. */
  unready?: FailureReason
  backOff?: Timer
  end?: End
  readonly waiters: Map<number, Timer | undefined>
}
