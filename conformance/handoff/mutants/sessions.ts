import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Sessions that take what they must not, and refuse what they must take. */
export const sessionsMutants: readonly Mutant<Parts, 'sessions'>[] = [
  {
    id: 'handoff/speaks-a-second-version',
    violates: 'HOF-035',
    explain: 'An incumbent announces versions up to 2.',
    part: 'sessions',
    apply: (original) => ({
      reply: (session, message, then) =>
        original.reply(session, message.type === 'Hello' ? { ...message, proto_max: 2 } : message, then),
    }),
  },
  {
    id: 'handoff/incumbents-say-that-they-are-successors',
    violates: 'HOF-038',
    explain: 'An incumbent says Hello as a successor.',
    part: 'sessions',
    apply: (original) => ({
      reply: (session, message, then) =>
        original.reply(session, message.type === 'Hello' ? { ...message, role: 'Successor' } : message, then),
    }),
  },
  {
    id: 'handoff/hello-ack-is-waited-for-without-end',
    violates: 'HOF-048',
    explain: 'A supervisor that never answers the Hello holds the incumbent for ever.',
    part: 'sessions',
    apply: (original) => ({
      open: (incumbent, stream) => {
        original.open(incumbent, stream)
        if (incumbent.session?.state === 'await_ack') incumbent.session.silence?.cancel()
      },
    }),
  },
  {
    id: 'handoff/any-message-is-a-hello-ack',
    violates: 'HOF-049',
    explain: 'Whatever a supervisor says first is taken for HelloAck.',
    part: 'sessions',
    apply: (original) => ({
      acknowledge: (session, message) =>
        original.acknowledge(
          session,
          message.type === 'HelloAck'
            ? message
            : {
                type: 'HelloAck',
                proto_version_chosen: 1,
                handoff_id: 'handoff_id' in message ? message.handoff_id : '00112233-4455-4677-8899-aabbccddeeff',
              },
        ),
    }),
  },
  {
    id: 'handoff/the-id-of-hello-ack-is-forgotten',
    violates: 'HOF-051',
    explain: 'A PrepareHandoff with another id than HelloAck is served.',
    part: 'sessions',
    apply: (original) => ({
      prepare: (session, message) => {
        session.acknowledged = message.handoff_id
        original.prepare(session, message)
      },
    }),
  },
  {
    id: 'handoff/a-second-handoff-takes-over',
    violates: 'HOF-060',
    explain: 'A drained session goes on with the id of another PrepareHandoff.',
    part: 'sessions',
    apply: (original) => ({
      prepare: (session, message) => {
        if (session.state === 'drained') session.active = session.acknowledged = message.handoff_id
        original.prepare(session, message)
      },
    }),
  },
  {
    id: 'handoff/repeated-requests-are-refused-after-all',
    violates: 'HOF-061',
    explain: 'A repeated PrepareHandoff ends the session, though it is said to be served again.',
    part: 'sessions',
    apply: (original, parts) => ({
      prepare: (session, message) =>
        session.state === 'drained' && session.active === message.handoff_id
          ? parts.sessions.end(session, 'unexpected_message')
          : original.prepare(session, message),
    }),
  },
  {
    id: 'handoff/seals-for-any-id',
    violates: 'HOF-067',
    explain: 'A drained incumbent seals for a SealRequest of another handoff.',
    part: 'sessions',
    apply: (original) => ({
      seal: (session, id) => {
        if (session.state === 'drained') session.active = id
        original.seal(session, id)
      },
    }),
  },
  {
    id: 'handoff/seals-twice',
    violates: 'HOF-072',
    explain: 'A repeated SealRequest calls the seal hook again, without the lock.',
    part: 'sessions',
    apply: (original, parts) => ({
      seal: (session, id) => {
        if (session.state !== 'sealed' || session.active !== id) return original.seal(session, id)
        session.state = 'sealing'
        parts.hooks.seal(session, id)
      },
    }),
  },
  {
    id: 'handoff/commits-what-is-not-sealed',
    violates: 'HOF-093',
    explain: 'A drained incumbent ends at Commit, with its state not sealed.',
    part: 'sessions',
    apply: (original) => ({
      commit: (session, id) => {
        if (session.state === 'drained' && session.active === id) session.state = 'sealed'
        original.commit(session, id)
      },
    }),
  },
  {
    id: 'handoff/commits-for-any-id',
    violates: 'HOF-094',
    explain: 'A sealed incumbent ends at the Commit of another handoff.',
    part: 'sessions',
    apply: (original) => ({
      commit: (session, id) => {
        if (session.state === 'sealed') session.active = id
        original.commit(session, id)
      },
    }),
  },
  {
    id: 'handoff/ends-a-commit-in-error',
    violates: 'HOF-095',
    explain: 'A committed incumbent ends with an error.',
    part: 'sessions',
    apply: (original, parts) => ({
      commit: (session, id) => {
        if (session.state !== 'sealed' || session.active !== id) return original.commit(session, id)
        parts.sessions.close(session)
        parts.incumbents.finish(session.incumbent, 'protocol')
      },
    }),
  },
  {
    id: 'handoff/resumes-before-the-lock',
    violates: 'HOF-097',
    explain: 'A sealed incumbent that is told to resume does so, and takes the lock then.',
    part: 'sessions',
    apply: (original, parts) => ({
      abort: (session, id) => {
        if (session.state !== 'sealed' || session.active !== id) return original.abort(session, id)
        session.active = undefined
        session.state = 'active'
        session.busy = true
        parts.recovery.resume(session.incumbent, () => {
          parts.recovery.lock(session.incumbent)
          parts.hooks.goOn(session)
        })
      },
    }),
  },
  {
    id: 'handoff/a-drained-abort-resumes-nothing',
    violates: 'HOF-098',
    explain: 'A drained incumbent that is told to resume goes on with its consumer stopped.',
    part: 'sessions',
    apply: (original) => ({
      abort: (session, id) => {
        if (session.state !== 'drained' || session.active !== id) return original.abort(session, id)
        session.active = undefined
        session.state = 'active'
      },
    }),
  },
  {
    id: 'handoff/abort-is-for-successors',
    violates: 'HOF-099',
    explain: 'An Abort ends the session of an incumbent.',
    part: 'sessions',
    apply: (original, parts) => ({
      receive: (session, message) =>
        message.type === 'Abort'
          ? parts.sessions.end(session, 'unexpected_message')
          : original.receive(session, message),
    }),
  },
  {
    id: 'handoff/resumes-for-any-id',
    violates: 'HOF-100',
    explain: 'ResumeAfterAbort of another handoff is taken for that of the own.',
    part: 'sessions',
    apply: (original) => ({
      abort: (session, id) => original.abort(session, session.active ?? id),
    }),
  },
  {
    id: 'handoff/refused-frames-are-passed-over',
    violates: 'HOF-105',
    explain: 'A frame whose payload is no message is passed over.',
    part: 'sessions',
    apply: (original) => ({
      take: (session, input) => {
        if (input.refused === 'codec' && session.state !== 'await_ack') return
        original.take(session, input)
      },
    }),
  },
  {
    id: 'handoff/strays-are-passed-over',
    violates: 'HOF-106',
    explain: 'Messages that no incumbent gets are passed over.',
    part: 'sessions',
    apply: (original) => ({
      receive: (session, message) => {
        if (message.type === 'SealProgress' || message.type === 'Begin' || message.type === 'Ready') return
        original.receive(session, message)
      },
    }),
  },
  {
    id: 'handoff/heartbeats-are-not-answered',
    violates: 'HOF-119',
    explain: 'A Heartbeat of a supervisor gets no answer.',
    part: 'sessions',
    apply: (original) => ({
      receive: (session, message) => {
        if (message.type !== 'Heartbeat') original.receive(session, message)
      },
    }),
  },
  {
    id: 'handoff/silent-supervisors-are-waited-for',
    violates: 'HOF-121',
    explain: 'An incumbent never gives up a supervisor that is silent.',
    part: 'sessions',
    apply: () => ({ watch: () => {} }),
  },
  {
    id: 'handoff/nonsense-ends-the-incumbent',
    violates: 'HOF-158',
    explain: 'A first frame of a size that is none ends the incumbent.',
    part: 'sessions',
    apply: (original, parts) => ({
      end: (session, failure) => {
        const { incumbent, state } = session
        original.end(session, failure)
        if (state === 'await_ack' && failure === 'frame_size') parts.incumbents.finish(incumbent, failure)
      },
    }),
  },
]
