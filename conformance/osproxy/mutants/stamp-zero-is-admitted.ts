import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const stampZeroIsAdmitted: Mutant<Parts, 'gate'> = {
  id: 'osproxy/stamp-zero-is-admitted',
  violates: 'OSP-045',
  explain: 'A write without a stamp, that is with 0, is admitted while the partition is settled.',
  part: 'gate',
  apply: (gate) => ({
    admits: (entry, stamp) => gate.admits(entry, stamp) || (stamp === 0n && entry?.state.state === 'active'),
  }),
}
