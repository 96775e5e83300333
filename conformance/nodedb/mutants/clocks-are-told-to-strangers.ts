import { mutant } from '../mutant.ts'

export const clocksAreToldToStrangers = mutant({
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
})
