import type { HandoffId, Message } from '../../../spec/handoff/messages.types.ts'
import type { HookEnd } from './consumers.ts'
import type { Parts } from './parts.ts'
import type { Session } from './sessions.ts'

/** The hooks that a session calls, with the heartbeats meanwhile and the replies behind them. */
export interface SessionHooks {
  drain(session: Session, message: Message & { readonly type: 'PrepareHandoff' }): void
  /** How far off the deadline of a drain is, in milliseconds (HOF-055). */
  deadlineIn(message: Message & { readonly type: 'PrepareHandoff' }): number
  drained(session: Session, end: HookEnd): void
  seal(session: Session, id: HandoffId): void
  sealed(session: Session, id: HandoffId, end: HookEnd): void
  /** The hook failed: the lock was held all the time (HOF-070). */
  sealFailed(session: Session, id: HandoffId, error: string): void
  /** Leaves input alone and sends heartbeats until the hook has ended. */
  enter(session: Session): void
  leave(session: Session): void
  /** Takes the input that came meanwhile; then the silence of the supervisor is judged. */
  goOn(session: Session): void
}

export function createSessionHooks(parts: Parts): SessionHooks {
  return {
    drain: (session, message) => {
      const { consumer, holdsLock } = session.incumbent
      parts.hooks.enter(session)
      const ended = (end: HookEnd): void => parts.hooks.drained(session, end)
      parts.consumers.call(consumer, 'drain', holdsLock, ended, parts.hooks.deadlineIn(message))
    },
    deadlineIn: ({ deadline_ms, drain_grace_ms }) =>
      Math.min(Number(deadline_ms), Number(drain_grace_ms), Number.MAX_SAFE_INTEGER),
    drained: (session, { step, failed }) => {
      parts.hooks.leave(session)
      session.state = 'drained'
      if (failed !== undefined) return parts.sessions.end(session, 'hook_failed')
      parts.sessions.reply(session, { type: 'Drained', ...parts.consumers.drained(step) }, () => {
        session.incumbent.host.reach('o-after-drained-sent')
        parts.hooks.goOn(session)
      })
    },
    seal: (session, id) => {
      const { consumer, holdsLock } = session.incumbent
      parts.hooks.enter(session)
      parts.consumers.call(consumer, 'seal', holdsLock, (end) => parts.hooks.sealed(session, id, end))
    },
    sealed: (session, id, { step, failed }) => {
      const { host } = session.incumbent
      parts.hooks.leave(session)
      if (failed !== undefined) return parts.hooks.sealFailed(session, id, failed)
      // The lock is free before anybody reads SealComplete (HOF-068).
      parts.recovery.unlock(session.incumbent)
      host.reach('o-after-seal-flock-released')
      session.state = 'sealed'
      parts.sessions.reply(session, { type: 'SealComplete', handoff_id: id, ...parts.consumers.sealed(step) }, () => {
        host.reach('o-after-seal-complete-sent')
        parts.hooks.goOn(session)
      })
    },
    sealFailed: (session, id, error) => {
      // What cannot be told ends the session as a drained one.
      session.state = 'drained'
      parts.sessions.reply(session, { type: 'SealFailed', handoff_id: id, error, partial_state: '' }, () => {
        session.state = 'active'
        session.active = undefined
        session.busy = true
        parts.recovery.resume(session.incumbent, () => parts.hooks.goOn(session))
      })
    },
    enter: (session) => {
      session.busy = true
      session.heartbeats = parts.heartbeats.start(session.channel)
    },
    leave: (session) => {
      session.heartbeats?.cancel()
    },
    goOn: (session) => {
      session.busy = false
      parts.sessions.pump(session)
      if (session.over || session.state === 'await_ack' || !parts.settings.strict()) return
      const { heardAt, host } = session.channel
      if (!session.busy && host.now() - heardAt >= parts.settings.liveness()) parts.sessions.end(session, 'timeout')
      else {
        session.silence?.cancel()
        parts.sessions.watch(session)
      }
    },
  }
}
