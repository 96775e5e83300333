import type { Failure } from '../../../spec/handoff/adapter.types.ts'
import type { Incumbent } from './incumbents.ts'
import type { Parts } from './parts.ts'
import type { SessionState } from './sessions.ts'

/** How an incumbent gets its lock and its consumer back. */
export interface Recovery {
  /** What follows a session that ended in this state. */
  after(incumbent: Incumbent, state: SessionState, failure: Failure): void
  /** Tries the lock at once and at every step, for `reacquire_ms` (HOF-101). */
  reacquire(incumbent: Incumbent, until: number): void
  /** Takes the lock, or finds it held. */
  lock(incumbent: Incumbent): boolean
  unlock(incumbent: Incumbent): void
  /** Gives the consumer its accept loop and its writer back; `then` where that succeeds (HOF-111). */
  resume(incumbent: Incumbent, then: () => void): void
}

export function createRecovery(parts: Parts): Recovery {
  return {
    after: (incumbent, state) => {
      const next = (): void => {
        incumbent.reacquiring = false
        parts.incumbents.next(incumbent)
      }
      // No session is taken before this one is dealt with.
      incumbent.reacquiring = true
      if (state === 'sealed') parts.recovery.reacquire(incumbent, incumbent.host.now() + parts.settings.reacquire())
      else if (state === 'drained') parts.recovery.resume(incumbent, next)
      else next()
    },
    reacquire: (incumbent, until) => {
      const { host } = incumbent
      if (parts.recovery.lock(incumbent))
        return parts.recovery.resume(incumbent, () => {
          incumbent.reacquiring = false
          parts.incumbents.next(incumbent)
        })
      const step = parts.settings.reacquireStep()
      if (host.now() + step > until) return parts.incumbents.finish(incumbent, 'lock_held')
      host.after(step, () => parts.recovery.reacquire(incumbent, until))
    },
    lock: (incumbent) => {
      incumbent.holdsLock = parts.locks.take(incumbent.host, incumbent.directory) === undefined
      return incumbent.holdsLock
    },
    unlock: (incumbent) => {
      parts.locks.drop(incumbent.host, incumbent.directory)
      incumbent.holdsLock = false
    },
    resume: (incumbent, then) =>
      parts.incumbents.reclaim(incumbent, () =>
        parts.consumers.call(incumbent.consumer, 'resume', incumbent.holdsLock, ({ failed }) => {
          if (failed === undefined) return then()
          if (parts.choices.failedResume() === 'end') return parts.incumbents.finish(incumbent, 'hook_failed')
          incumbent.host.after(parts.settings.reacquireStep(), () => parts.recovery.resume(incumbent, then))
        }),
      ),
  }
}
