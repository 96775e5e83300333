import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateAdmitsFutureStamps: Mutant<Parts, 'gate'> = {
  id: 'osproxy/gate-admits-future-stamps',
  violates: 'OSP-057',
  explain: 'The gate admits stamps that are larger than the current epoch.',
  part: 'gate',
  apply: (gate) => ({
    admits: (entry, stamp) => gate.admits(entry, entry !== undefined && stamp > entry.epoch ? entry.epoch : stamp),
  }),
}
