import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const setDrawsItsEpochBeforeTheLock: Mutant<Parts, 'table'> = {
  id: 'osproxy/set-draws-its-epoch-before-the-lock',
  violates: 'OSP-051',
  explain:
    'A set draws its epoch before it has the lock, so that of two sets the older epoch may stay. Seen in the field.',
  part: 'table',
  apply: (table, parts) => ({
    *change(change) {
      const decision = parts.table.decide(parts.table.read(change.partition), change)
      if (change.kind !== 'set' || decision instanceof Refusal) return yield* table.change(change)
      parts.epochs.take(change.partition, decision.epoch)
      yield 'next'
      while (!parts.locks.take(change.partition)) yield 'blocked'
      yield 'next'
      parts.table.write(change.partition, decision)
      parts.locks.free(change.partition)
      return decision
    },
  }),
}
