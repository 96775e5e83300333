import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const resolveJoinsTwoReads: Mutant<Parts, 'table'> = {
  id: 'osproxy/resolve-joins-two-reads',
  violates: 'OSP-012',
  explain: 'A resolve reads the placement first and the epoch a moment later.',
  part: 'table',
  apply: (_, parts) => ({
    *resolve(partition) {
      const first = yield* parts.table.look(partition)
      const second = yield* parts.table.look(partition)
      if (first === undefined || second === undefined) return undefined
      const { read, label } = parts.destinations
      return { placement: read(first.state), epoch: second.epoch, phase: label(first.state) }
    },
  }),
}
