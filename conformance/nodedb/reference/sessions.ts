import type { Handshake, Message } from '../../../spec/nodedb/messages.types.ts'
import type { Parts } from './parts.ts'

/** One connection. */
export interface Session {
  readonly number: number
  authenticated: boolean
  processed: number
  rejected: number
  silent: number
  /** Deltas that may be taken now, and since when they were counted. */
  tokens: number
  counted: number
}

/** Why a handshake is refused. */
export interface Refusal {
  readonly error: string
  readonly fork: boolean
}

/** What a session did with one frame. */
export interface Answer {
  readonly frames: Message[]
  readonly applied: { peer: string; collection: string; mutation_id: string }[]
}

/** Connections: who they are, and what they are told. */
export interface Sessions {
  open(): Session
  find(number: number): Session | undefined
  close(number: number): void
  receive(session: Session, message: Message): Answer
  handshake(session: Session, handshake: Handshake): Message
  refusal(handshake: Handshake): Refusal | undefined
  /** Whether the client claims an epoch that was used before. */
  forked(handshake: Handshake): boolean
  validToken(token: string): boolean
  /** Accepts a token from now on: this one, or one of its own making. */
  issue(lifetime: number | undefined, wanted?: string): string
  /** The answer to a frame that is neither handshake nor delta, of a client that is known. */
  other(message: Message): Message[]
}

export function createSessions(parts: Parts): Sessions {
  const open = new Map<number, Session>()
  const epochs = new Map<string, bigint>()
  const tokens = new Map<string, number>()
  let opened = 0
  const now = (): number => parts.clock.now('session')
  return {
    open: () => {
      const session: Session = {
        number: opened,
        authenticated: false,
        processed: 0,
        rejected: 0,
        silent: 0,
        tokens: parts.settings.pushBurst(),
        counted: now(),
      }
      open.set(opened, session)
      opened += 1
      return session
    },
    find: (number) => open.get(number),
    close: (number) => {
      open.delete(number)
    },
    receive: (session, message) => {
      if (message.type === 'Handshake')
        return { frames: session.authenticated ? [] : [parts.sessions.handshake(session, message)], applied: [] }
      if (message.type === 'DeltaPush') return parts.verdicts.push(session, message)
      return { frames: session.authenticated ? parts.sessions.other(message) : [], applied: [] }
    },
    handshake: (session, handshake) => {
      const refusal = parts.sessions.refusal(handshake)
      if (refusal === undefined) {
        session.authenticated = true
        if (handshake.lite_id !== '') epochs.set(handshake.lite_id, BigInt(handshake.epoch))
      }
      return {
        type: 'HandshakeAck',
        success: refusal === undefined,
        session_id: refusal === undefined ? `session-${session.number}` : '',
        server_clock: {},
        ...(refusal === undefined ? {} : { error: refusal.error }),
        fork_detected: refusal?.fork === true,
        server_wire_version: parts.choices.wireVersion(),
      }
    },
    refusal: (handshake) => {
      const version = Math.max(1, handshake.wire_version)
      if (version > parts.choices.wireVersion()) return { error: 'incompatible wire version', fork: false }
      if (!parts.sessions.validToken(handshake.jwt_token)) return { error: 'invalid token', fork: false }
      return parts.sessions.forked(handshake) ? { error: 'fork detected', fork: true } : undefined
    },
    forked: ({ lite_id, epoch }) => {
      const known = epochs.get(lite_id)
      return lite_id !== '' && BigInt(epoch) > 0n && known !== undefined && BigInt(epoch) <= known
    },
    validToken: (token) => token === '' || now() < (tokens.get(token) ?? 0),
    issue: (lifetime = Number.MAX_SAFE_INTEGER, token = `token-${tokens.size + 1}`) => {
      tokens.set(token, now() + lifetime)
      return token
    },
    other: (message) => {
      if (message.type === 'PingPong') return message.is_pong ? [] : [{ ...message, is_pong: true }]
      if (message.type === 'VectorClockSync')
        return [{ type: 'VectorClockSync', clocks: parts.verdicts.clocks(), sender_id: '0' }]
      if (message.type === 'TokenRefresh') {
        const success = message.new_token !== '' && parts.sessions.validToken(message.new_token)
        const error = success ? {} : { error: 'invalid token' }
        return [{ type: 'TokenRefreshAck', success, ...error, expires_in_secs: success ? '3600' : '0' }]
      }
      return []
    },
  }
}
