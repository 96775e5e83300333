import { mutant } from '../mutant.ts'
import type { Session } from '../reference/sessions.ts'

export const connectionsShareTheirHandshake = mutant({
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
})
