import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverAdmitsItsOwnEpoch: Mutant<Parts, 'gate'> = {
  id: 'osproxy/cutover-admits-its-own-epoch',
  violates: 'OSP-055',
  explain: 'In cutover the gate admits the current epoch.',
  part: 'gate',
  apply: (gate) => ({
    admits: (entry, stamp) => gate.admits(entry, stamp) || (entry !== undefined && stamp === entry.epoch),
  }),
}
