import type { Reply } from '../../../spec/adapter.ts'
import { bytesOf } from './codec.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'
import type { Session } from './sessions.ts'

type Numbered = { readonly session: number }

/** The operations of the session acceptor. */
export function sessionOperations(parts: Parts): Handlers {
  const known = (number: number, act: (session: Session) => object): Reply => {
    const session = parts.sessions.find(number)
    if (session === undefined) return { error: { code: 'unknown-session', message: 'expected a session that is open' } }
    return { ok: act(session) as never }
  }
  return {
    'ses.open': () => ({ ok: { session: parts.sessions.open().number } }),
    'ses.frame': ({ session: number, hex }: Numbered & { readonly hex: string }) =>
      known(number, (session) => {
        const { message } = parts.codec.decode(bytesOf(hex))
        if (message === undefined) return { frames: [], applied: [] }
        const { frames, applied } = parts.sessions.receive(session, message)
        return { frames: frames.map((frame) => parts.codec.frame(frame)), applied }
      }),
    'ses.close': ({ session: number }: Numbered) =>
      known(number, () => {
        parts.sessions.close(number)
        return {}
      }),
    'ses.token': ({ lifetime_ms, token }: { readonly lifetime_ms?: number; readonly token?: string }) => ({
      ok: { token: parts.sessions.issue(lifetime_ms, token) },
    }),
    'ses.advance': ({ ms }: { readonly ms: number }) => {
      parts.clock.set('session', parts.clock.now('session') + ms)
      return { ok: {} }
    },
    'ses.state': ({ session: number }: Numbered) =>
      known(number, ({ authenticated, processed, rejected, silent }) => ({
        authenticated,
        processed,
        rejected,
        silent,
      })),
  }
}
