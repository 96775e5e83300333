import { mutant } from '../mutant.ts'

export const refusedForksAreAuthenticated = mutant({
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
})
