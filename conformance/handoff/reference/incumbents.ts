import type { Failure, Hooks } from '../../../spec/handoff/adapter.types.ts'
import type { Consumer } from './consumers.ts'
import type { BindFailure, ControlPath, Directory, Host, Stream } from './host.ts'
import type { LockRefusal } from './locks.ts'
import type { Parts } from './parts.ts'
import type { Session } from './sessions.ts'

/** A daemon that serves its control path. */
export interface Incumbent {
  readonly host: Host
  readonly directory: Directory
  readonly consumer: Consumer
  /** As hex. */
  readonly buildId: string
  holdsLock: boolean
  path: ControlPath | undefined
  session: Session | undefined
  /** Between two sessions: the lock is tried. */
  reacquiring: boolean
  serve: 'running' | 'ended' | 'failed'
  error: Failure | undefined
}

/** What a consumer that becomes an incumbent brings along. */
export interface Origin {
  readonly host: Host
  readonly directory: Directory
  readonly hooks: Hooks
  readonly buildId: string
}

/** Incumbents from their start to their end, one session at a time (HOF-110). */
export interface Incumbents {
  create(origin: Origin): Incumbent
  /** Cold start: lock, state, control path. */
  start(incumbent: Incumbent, then: (refusal?: LockRefusal | { readonly code: BindFailure }) => void): void
  /** Binds the control path in place of what is there. */
  bind(incumbent: Incumbent, then: (failure?: BindFailure) => void): void
  /** Binds it again where somebody else has (HOF-114). */
  reclaim(incumbent: Incumbent, then: () => void): void
  /** Takes the next connection, if the last session is over. */
  next(incumbent: Incumbent): void
  /** Whether a peer may speak to it (HOF-153). */
  permitted(incumbent: Incumbent, stream: Stream): boolean
  /** It serves no more; the process ends. */
  finish(incumbent: Incumbent, error?: Failure): void
}

/** Permission bits of the control path (HOF-153). */
const OWNER_ONLY = 0o600

export function createIncumbents(parts: Parts): Incumbents {
  return {
    create: ({ host, directory, hooks, buildId }) => ({
      host,
      directory,
      consumer: parts.consumers.create(host, directory, hooks),
      buildId,
      holdsLock: false,
      path: undefined,
      session: undefined,
      reacquiring: false,
      serve: 'running',
      error: undefined,
    }),
    start: (incumbent, then) => {
      const { host, directory, consumer } = incumbent
      const refusal = parts.locks.take(host, directory)
      if (refusal !== undefined) return then(refusal)
      incumbent.holdsLock = true
      parts.consumers.open(consumer)
      parts.incumbents.bind(incumbent, (failure) => {
        if (failure === undefined) return then()
        parts.locks.drop(host, directory)
        incumbent.holdsLock = false
        then({ code: failure })
      })
    },
    bind: (incumbent, then) =>
      incumbent.directory.bind(OWNER_ONLY, (path) => {
        if (typeof path === 'string') return then(path)
        incumbent.path?.close()
        incumbent.path = path
        incumbent.host.record({ event: 'path_bound' })
        path.onConnection(() => parts.incumbents.next(incumbent))
        then()
        parts.incumbents.next(incumbent)
      }),
    reclaim: (incumbent, then) => {
      if (incumbent.path === undefined || incumbent.path.reachable()) return then()
      parts.incumbents.bind(incumbent, () => then())
    },
    next: (incumbent) => {
      const { host, path } = incumbent
      while (incumbent.session === undefined && !incumbent.reacquiring && incumbent.serve === 'running') {
        const stream = path?.accept()
        if (stream === undefined) return
        if (stream === 'lack') {
          // HOF-155: it passes.
          host.after(parts.settings.reacquireStep(), () => parts.incumbents.next(incumbent))
          return
        }
        if (parts.incumbents.permitted(incumbent, stream)) parts.sessions.open(incumbent, stream)
        else stream.close()
      }
    },
    permitted: ({ host }, { peerUid }) =>
      !parts.settings.hardened() || peerUid === undefined || peerUid === host.uid || peerUid === 0,
    finish: (incumbent, error) => {
      incumbent.serve = error === undefined ? 'ended' : 'failed'
      incumbent.error = error
      incumbent.path?.close()
      if (incumbent.holdsLock) parts.locks.drop(incumbent.host, incumbent.directory)
      incumbent.holdsLock = false
      incumbent.host.exit(error === undefined ? 0 : 1)
    },
  }
}
