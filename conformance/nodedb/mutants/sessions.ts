import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Session } from '../reference/sessions.ts'

/** Handshakes and connections that are treated wrongly. */
export const sessionsMutants: readonly Mutant<Parts, 'sessions'>[] = [
  {
    id: 'nodedb/refused-forks-are-authenticated',
    violates: 'NDB-117',
    explain: 'A handshake that is refused for a fork leaves the session authenticated.',
    part: 'sessions',
    apply: (original, parts) => ({
      handshake: (session, handshake) => {
        const answer = original.handshake(session, handshake)
        if (parts.sessions.forked(handshake)) session.authenticated = true
        return answer
      },
    }),
  },
  {
    id: 'nodedb/versions-are-not-checked',
    violates: 'NDB-117',
    explain: 'Any wire version is accepted.',
    part: 'sessions',
    apply: (original) => ({ refusal: (handshake) => original.refusal({ ...handshake, wire_version: 1 }) }),
  },
  {
    id: 'nodedb/clocks-are-told-to-strangers',
    violates: 'NDB-117',
    explain: 'Clocks are answered before the handshake.',
    part: 'sessions',
    apply: (original, parts) => ({
      receive: (session, message) =>
        message.type === 'VectorClockSync'
          ? { frames: parts.sessions.other(message), applied: [] }
          : original.receive(session, message),
    }),
  },
  {
    id: 'nodedb/connections-share-their-handshake',
    violates: 'NDB-117',
    explain: 'A new connection is authenticated if another one is.',
    part: 'sessions',
    apply: (original) => {
      const made: Session[] = []
      return {
        open: () => {
          const session = original.open()
          session.authenticated = made.some(({ number, authenticated }) => authenticated && original.find(number))
          made.push(session)
          return session
        },
      }
    },
  },
  {
    id: 'nodedb/epochs-are-shared',
    violates: 'NDB-117',
    explain: 'One epoch is kept for all clients.',
    part: 'sessions',
    apply: (original) => {
      let highest = 0n
      return {
        forked: ({ epoch }) => BigInt(epoch) > 0n && BigInt(epoch) <= highest,
        handshake: (session, handshake) => {
          const answer = original.handshake(session, handshake)
          if (session.authenticated && BigInt(handshake.epoch) > highest) highest = BigInt(handshake.epoch)
          return answer
        },
      }
    },
  },
  {
    id: 'nodedb/epochs-are-doubles',
    violates: 'NDB-117',
    explain: 'Epochs are compared as doubles.',
    part: 'sessions',
    apply: () => {
      const epochs = new Map<string, number>()
      return {
        forked: ({ lite_id, epoch }) => {
          const known = epochs.get(lite_id)
          const forked = lite_id !== '' && Number(epoch) > 0 && known !== undefined && Number(epoch) <= known
          if (!forked) epochs.set(lite_id, Number(epoch))
          return forked
        },
      }
    },
  },
  {
    id: 'nodedb/tokens-are-not-checked',
    violates: 'NDB-117',
    explain: 'A handshake accepts every token.',
    part: 'sessions',
    apply: (original) => ({
      refusal: (handshake) => original.refusal({ ...handshake, jwt_token: '' }),
    }),
  },
  {
    id: 'nodedb/tokens-never-expire',
    violates: 'NDB-117',
    explain: 'A token is accepted after it expired.',
    part: 'sessions',
    apply: (original) => ({
      issue: (_, token) => original.issue(undefined, token),
    }),
  },
  {
    id: 'nodedb/new-tokens-are-not-checked',
    violates: 'NDB-117',
    explain: 'TokenRefresh succeeds with every token.',
    part: 'sessions',
    apply: (original) => ({
      other: (message) =>
        message.type === 'TokenRefresh'
          ? [{ type: 'TokenRefreshAck', success: true, expires_in_secs: '3600' }]
          : original.other(message),
    }),
  },
  {
    id: 'nodedb/failed-refreshes-end-the-session',
    violates: 'NDB-117',
    explain: 'A client whose new token is refused is no longer authenticated.',
    part: 'sessions',
    apply: (original) => ({
      receive: (session, message) => {
        const answer = original.receive(session, message)
        if (answer.frames.some((frame) => frame.type === 'TokenRefreshAck' && !frame.success))
          session.authenticated = false
        return answer
      },
    }),
  },
  {
    id: 'nodedb/sixteen-clients-are-known',
    violates: 'NDB-117',
    explain: 'Of the epochs of clients the last sixteen are known.',
    part: 'sessions',
    apply: (original) => {
      const known = new Map<string, number>()
      return {
        forked: (handshake) => known.has(handshake.lite_id) && original.forked(handshake),
        handshake: (session, handshake) => {
          const answer = original.handshake(session, handshake)
          known.delete(handshake.lite_id)
          known.set(handshake.lite_id, 1)
          const [oldest] = known.keys()
          if (known.size > 16 && oldest !== undefined) known.delete(oldest)
          return answer
        },
      }
    },
  },
  {
    id: 'nodedb/lifetimes-have-31-bits',
    violates: 'NDB-117',
    explain: 'A token whose lifetime exceeds 2^31 ms is never accepted.',
    part: 'sessions',
    apply: (original) => ({
      issue: (lifetime, token) => original.issue((lifetime ?? 0) > 2 ** 31 ? 0 : lifetime, token),
    }),
  },
  {
    id: 'nodedb/clients-are-known-without-case',
    violates: 'NDB-117',
    explain: 'Clients whose names differ in case only are one.',
    part: 'sessions',
    apply: (original) => {
      const folded = <Shake extends { readonly lite_id: string }>(handshake: Shake): Shake => ({
        ...handshake,
        lite_id: handshake.lite_id.toLowerCase(),
      })
      return {
        forked: (handshake) => original.forked(folded(handshake)),
        handshake: (session, handshake) => original.handshake(session, folded(handshake)),
      }
    },
  },
  {
    id: 'nodedb/tokens-are-compared-in-256-bytes',
    violates: 'NDB-117',
    explain: 'Of a token the first 256 bytes count.',
    part: 'sessions',
    apply: (original) => {
      const start = (token: string): string => Buffer.from(token).subarray(0, 256).toString('latin1')
      const issued = new Map<string, string>()
      return {
        issue: (lifetime, wanted) => {
          const token = original.issue(lifetime, wanted)
          issued.set(start(token), token)
          return token
        },
        validToken: (token) => original.validToken(issued.get(start(token)) ?? token),
      }
    },
  },
  {
    id: 'nodedb/tokens-are-trimmed',
    violates: 'NDB-117',
    explain: 'Blanks around a token do not count.',
    part: 'sessions',
    apply: (original) => ({ validToken: (token) => original.validToken(token.trim()) }),
  },
]
