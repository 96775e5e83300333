import { mutant } from '../mutant.ts'

export const failedRefreshesEndTheSession = mutant({
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
})
