import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const beginRefusalIsCalledRetryable: Mutant<Parts, 'answers'> = {
  id: 'osproxy/begin-refusal-is-called-retryable',
  violates: 'OSP-113',
  explain: 'The refusal already_migrating is marked as safe to repeat.',
  part: 'answers',
  apply: (answers) => ({
    refused: (refusal, passedOn) =>
      answers.refused(refusal.code === 'already_migrating' ? new Refusal(refusal.code, true) : refusal, passedOn),
  }),
}
