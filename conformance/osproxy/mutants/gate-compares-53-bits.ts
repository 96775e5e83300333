import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateCompares53Bits: Mutant<Parts, 'gate'> = {
  id: 'osproxy/gate-compares-53-bits',
  violates: 'OSP-054',
  explain: 'The gate compares as much of an epoch as a double holds.',
  part: 'gate',
  apply: (gate) => ({
    admits: (entry, stamp) => {
      const clipped = BigInt.asUintN(53, stamp)
      return gate.admits(entry === undefined ? entry : { ...entry, epoch: BigInt.asUintN(53, entry.epoch) }, clipped)
    },
  }),
}
