import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateIsLeftAtItsDefault: Mutant<Parts, 'table'> = {
  id: 'osproxy/gate-is-left-at-its-default',
  violates: 'OSP-106',
  explain: 'The gate admits every write of a partition that has a placement, as an interface default does.',
  part: 'table',
  apply: (_, parts) => ({
    *admit(partition) {
      return (yield* parts.table.look(partition)) !== undefined
    },
  }),
}
