import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const readsFlipAtCutover: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/reads-flip-at-cutover',
  violates: 'OSP-016',
  explain: 'Reads go to the destination from cutover on. Seen in the field in a port of the protocol.',
  part: 'destinations',
  apply: (destinations) => ({
    read: (state) => (state.state === 'migrating' && state.phase === 'cutover' ? state.to : destinations.read(state)),
  }),
}
