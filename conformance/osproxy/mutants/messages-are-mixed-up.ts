import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { refuse } from '../reference/refusal.ts'

export const messagesAreMixedUp: Mutant<Parts, 'answers'> = {
  id: 'osproxy/messages-are-mixed-up',
  violates: 'OSP-007',
  explain: 'The text of not_draining is that of not_cutover.',
  part: 'answers',
  apply: (answers) => ({
    message: (refusal) =>
      refusal.code === 'not_draining' ? answers.message(refuse('not_cutover')) : answers.message(refusal),
  }),
}
