import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const stampIsTakenAtTheGate: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/stamp-is-taken-at-the-gate',
  violates: 'OSP-086',
  explain: 'A write is stamped with the epoch that the partition has at the gate.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    *gate(operation) {
      const { route, partition } = operation
      const entry = partition === undefined ? undefined : parts.table.read(partition)
      if (route !== undefined && entry !== undefined) operation.route = { ...route, epoch: entry.epoch }
      yield* dispatch.gate(operation)
    },
  }),
}
