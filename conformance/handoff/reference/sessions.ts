import type { Failure } from '../../../spec/handoff/adapter.types.ts'
import type { HandoffId, Message } from '../../../spec/handoff/messages.types.ts'
import type { Channel, Input } from './channels.ts'
import { VERSIONS } from './codec.ts'
import type { Stream, Timer } from './host.ts'
import type { Incumbent } from './incumbents.ts'
import type { Parts } from './parts.ts'

export type SessionState = 'await_ack' | 'active' | 'draining' | 'drained' | 'sealing' | 'sealed' | 'committed'

/** One connection of a supervisor to an incumbent. */
export interface Session {
  readonly incumbent: Incumbent
  readonly channel: Channel
  state: SessionState
  /** The id of the PrepareHandoff that is under way. */
  active: HandoffId | undefined
  /** The id of HelloAck. */
  acknowledged: HandoffId | undefined
  /** Input is left where it is: a hook runs, or a reply is being written. */
  busy: boolean
  over: boolean
  heartbeats: Timer | undefined
  /** What ends the session in silence. */
  silence: Timer | undefined
}

/** What an incumbent does in a session: which input it takes in which state. */
export interface Sessions {
  open(incumbent: Incumbent, stream: Stream): void
  /** Takes input as long as there is some. */
  pump(session: Session): void
  take(session: Session, input: Input): void
  acknowledge(session: Session, message: Message): void
  /** A message in a session that is active, drained or sealed. */
  receive(session: Session, message: Message): void
  prepare(session: Session, message: Message & { readonly type: 'PrepareHandoff' }): void
  seal(session: Session, id: HandoffId): void
  commit(session: Session, id: HandoffId): void
  /** ResumeAfterAbort, and an Abort (HOF-099). */
  abort(session: Session, id: HandoffId): void
  /** Sends a message, and takes input again once it is written. */
  reply(session: Session, message: Message, then?: () => void): void
  /** Watches for the silence of the supervisor. */
  watch(session: Session): void
  /** The session ends; what follows depends on where it stood. */
  end(session: Session, failure: Failure): void
  close(session: Session): void
}

export function createSessions(parts: Parts): Sessions {
  return {
    open: (incumbent, stream) => {
      const channel = parts.channels.open(incumbent.host, stream)
      const session: Session = {
        incumbent,
        channel,
        state: 'await_ack',
        active: undefined,
        acknowledged: undefined,
        busy: false,
        over: false,
        heartbeats: undefined,
        silence: undefined,
      }
      incumbent.session = session
      session.silence = incumbent.host.after(parts.settings.ack(), () => parts.sessions.end(session, 'timeout'))
      stream.onReadable(() => parts.sessions.pump(session))
      parts.sessions.reply(session, {
        type: 'Hello',
        role: 'Incumbent',
        pid: incumbent.host.pid,
        build_id: incumbent.buildId,
        proto_min: VERSIONS.min,
        proto_max: VERSIONS.max,
        capabilities: { reserved: '0' },
      })
      parts.sessions.pump(session)
    },
    pump: (session) => {
      while (!session.busy && !session.over) {
        const input = parts.channels.next(session.channel)
        if (input === undefined) return
        parts.sessions.take(session, input)
      }
    },
    take: (session, input) => {
      if (input.refused !== undefined) parts.sessions.end(session, input.refused)
      else if (session.state === 'await_ack') parts.sessions.acknowledge(session, input.message)
      else parts.sessions.receive(session, input.message)
    },
    acknowledge: (session, message) => {
      if (message.type !== 'HelloAck') return parts.sessions.end(session, 'unexpected_message')
      const chosen = message.proto_version_chosen
      if (parts.codec.negotiate(VERSIONS, { min: chosen, max: chosen }) === undefined)
        return parts.sessions.end(session, 'version_mismatch')
      parts.channels.agree(session.channel, chosen)
      session.acknowledged = message.handoff_id
      session.state = 'active'
      session.silence?.cancel()
      parts.sessions.watch(session)
    },
    receive: (session, message) => {
      switch (message.type) {
        case 'Heartbeat':
          return parts.sessions.reply(session, { type: 'Heartbeat', ts_ms: String(session.channel.host.wallClock()) })
        case 'PrepareHandoff':
          return parts.sessions.prepare(session, message)
        case 'SealRequest':
          return parts.sessions.seal(session, message.handoff_id)
        case 'Commit':
          return parts.sessions.commit(session, message.handoff_id)
        case 'ResumeAfterAbort':
        case 'Abort':
          return parts.sessions.abort(session, message.handoff_id)
        default:
          return parts.sessions.end(session, 'unexpected_message')
      }
    },
    prepare: (session, message) => {
      const { active, state } = session
      const { handoff_id: id } = message
      if (active !== undefined && active !== id) return parts.sessions.end(session, 'handoff_in_progress')
      const again = state === 'drained' && parts.choices.repeatedPrepare() === 'again'
      if (state !== 'active' && !again) return parts.sessions.end(session, 'unexpected_message')
      // HOF-051
      if (parts.settings.strict() && session.acknowledged !== id)
        return parts.sessions.end(session, 'unexpected_message')
      session.active = id
      session.state = 'draining'
      parts.hooks.drain(session, message)
    },
    seal: (session, id) => {
      if (session.active !== id || session.state !== 'drained') return parts.sessions.end(session, 'unexpected_message')
      session.state = 'sealing'
      parts.hooks.seal(session, id)
    },
    commit: (session, id) => {
      if (session.active !== id) return parts.sessions.end(session, 'unexpected_message')
      if (session.state !== 'sealed') return parts.sessions.end(session, 'protocol')
      session.state = 'committed'
      session.incumbent.host.reach('o-after-commit-recv')
      parts.sessions.close(session)
      parts.incumbents.finish(session.incumbent)
    },
    abort: (session, id) => {
      if (session.active !== id) return parts.sessions.end(session, 'unexpected_message')
      const { incumbent } = session
      if (session.state === 'sealed' && !parts.recovery.lock(incumbent)) return parts.sessions.end(session, 'lock_held')
      session.active = undefined
      session.state = 'active'
      session.busy = true
      parts.recovery.resume(incumbent, () => parts.hooks.goOn(session))
    },
    reply: (session, message, then) => {
      session.busy = true
      let atOnce = true
      parts.channels.send(session.channel, message, (failure) => {
        if (session.over) return
        if (failure !== undefined) return parts.sessions.end(session, failure)
        session.busy = false
        if (then !== undefined) then()
        // Whoever called goes on by itself: thousands of replies must not pile up on the stack.
        else if (!atOnce) parts.hooks.goOn(session)
      })
      atOnce = false
    },
    watch: (session) => {
      if (!parts.settings.strict() || session.over) return
      const { channel } = session
      const rest = channel.heardAt + parts.settings.liveness() - channel.host.now()
      session.silence = channel.host.after(Math.max(rest, 0), () => {
        if (session.over) return
        if (!session.busy) parts.sessions.pump(session)
        const silent = channel.host.now() - channel.heardAt >= parts.settings.liveness()
        // A hook is not disturbed: the silence is judged when it has ended.
        if (silent && !session.busy) return parts.sessions.end(session, 'timeout')
        if (!silent) parts.sessions.watch(session)
      })
    },
    end: (session, failure) => {
      if (session.over) return
      const { incumbent, state } = session
      parts.sessions.close(session)
      parts.recovery.after(incumbent, state, failure)
    },
    close: (session) => {
      session.over = true
      session.heartbeats?.cancel()
      session.silence?.cancel()
      parts.channels.close(session.channel)
      session.incumbent.session = undefined
    },
  }
}
