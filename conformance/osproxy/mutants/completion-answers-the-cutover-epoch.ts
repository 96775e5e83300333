import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const completionAnswersTheCutoverEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/completion-answers-the-cutover-epoch',
  violates: 'OSP-011',
  explain: 'Completion answers the epoch of the cutover that it ended.',
  part: 'table',
  apply: (table, parts) => ({
    *change(change) {
      const before = parts.table.read(change.partition)
      const answer = yield* table.change(change)
      if (change.kind !== 'complete_migration' || answer instanceof Refusal || before === undefined) return answer
      return { ...answer, epoch: before.epoch }
    },
  }),
}
