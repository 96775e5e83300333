import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const migratingEndsAtCutover: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/migrating-ends-at-cutover',
  violates: 'OSP-023',
  explain: 'A partition in cutover does not count as migrating.',
  part: 'destinations',
  apply: (destinations) => ({
    migrating: (state) => destinations.migrating(state) && destinations.label(state) === 'draining',
  }),
}
