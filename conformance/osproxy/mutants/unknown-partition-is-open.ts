import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const unknownPartitionIsOpen: Mutant<Parts, 'gate'> = {
  id: 'osproxy/unknown-partition-is-open',
  violates: 'OSP-057',
  explain: 'A write of a partition without placement is admitted with stamp 0.',
  part: 'gate',
  apply: (gate) => ({ admits: (entry, stamp) => (entry === undefined ? stamp === 0n : gate.admits(entry, stamp)) }),
}
