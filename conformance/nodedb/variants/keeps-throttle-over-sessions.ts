import { variant } from '../mutant.ts'

export const keepsThrottleOverSessions = variant({
  id: 'nodedb/keeps-throttle-over-sessions',
  explain: 'A limited peer stays limited in its next session.',
  part: 'choices',
  apply: () => ({ keepsThrottle: () => true }),
})
