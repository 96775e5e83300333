import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const drainingBlocksWrites: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/draining-blocks-writes',
  violates: 'OSP-021',
  explain: 'Writes are blocked from the start of the migration on.',
  part: 'destinations',
  apply: (destinations) => ({
    write: (state) => (state.state === 'migrating' ? undefined : destinations.write(state)),
  }),
}
