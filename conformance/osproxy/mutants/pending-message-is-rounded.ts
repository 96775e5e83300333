import type { Mutant } from '../../mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const pendingMessageIsRounded: Mutant<Parts, 'answers'> = {
  id: 'osproxy/pending-message-is-rounded',
  violates: 'OSP-007',
  explain: 'The text of barrier_pending says how many whole seconds are left.',
  part: 'answers',
  apply: (answers) => ({
    message: (refusal) => {
      const { remaining } = refusal.details
      if (remaining === undefined) return answers.message(refusal)
      return `drain barrier not elapsed; wait ${remaining / 1_000_000_000n}s longer`
    },
  }),
}
