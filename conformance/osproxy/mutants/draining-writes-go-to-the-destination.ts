import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const drainingWritesGoToTheDestination: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/draining-writes-go-to-the-destination',
  violates: 'OSP-019',
  explain: 'The write placement of a draining partition is its destination.',
  part: 'destinations',
  apply: (destinations) => ({
    write: (state) =>
      state.state === 'migrating' && state.phase === 'draining' ? state.to : destinations.write(state),
  }),
}
