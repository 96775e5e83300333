import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const labelStaysDrainingInCutover: Mutant<Parts, 'destinations'> = {
  id: 'osproxy/label-stays-draining-in-cutover',
  violates: 'OSP-001',
  explain: 'Operators are shown draining while the partition is in cutover.',
  part: 'destinations',
  apply: (destinations) => ({
    label: (state) => (state.state === 'migrating' ? 'draining' : destinations.label(state)),
  }),
}
