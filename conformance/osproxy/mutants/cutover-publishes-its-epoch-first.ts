import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const cutoverPublishesItsEpochFirst: Mutant<Parts, 'table'> = {
  id: 'osproxy/cutover-publishes-its-epoch-first',
  violates: 'OSP-064',
  explain: 'The epoch of a cutover is visible a moment before its phase. Seen in the field in a port of the protocol.',
  part: 'table',
  apply: (table, parts) => ({
    *change(change) {
      if (change.kind !== 'enter_cutover') return yield* table.change(change)
      while (!parts.locks.take(change.partition)) yield 'blocked'
      const entry = parts.table.read(change.partition)
      const decision = parts.table.decide(entry, change)
      if (!(decision instanceof Refusal) && entry !== undefined) {
        parts.table.write(change.partition, { ...entry, epoch: decision.epoch })
        yield 'next'
        parts.table.write(change.partition, decision)
      }
      parts.locks.free(change.partition)
      return decision
    },
  }),
}
