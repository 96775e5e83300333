import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const beginTakesNoLock: Mutant<Parts, 'table'> = {
  id: 'osproxy/begin-takes-no-lock',
  violates: 'OSP-044',
  explain: 'Begin reads, decides and writes without a lock.',
  part: 'table',
  apply: (table, parts) => ({
    *change(change) {
      if (change.kind !== 'begin_migration') return yield* table.change(change)
      const entry = parts.table.read(change.partition)
      yield 'next'
      const decision = parts.table.decide(entry, change)
      yield 'next'
      if (!(decision instanceof Refusal)) parts.table.write(change.partition, decision)
      return decision
    },
  }),
}
