import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateToleratesOneChange: Mutant<Parts, 'gate'> = {
  id: 'osproxy/gate-tolerates-one-change',
  violates: 'OSP-056',
  explain: 'The gate admits the number before the current epoch as well.',
  part: 'gate',
  apply: (gate) => ({
    admits: (entry, stamp) => gate.admits(entry, stamp) || (stamp > 0n && gate.admits(entry, stamp + 1n)),
  }),
}
