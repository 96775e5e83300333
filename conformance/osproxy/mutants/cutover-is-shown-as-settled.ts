import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const cutoverIsShownAsSettled: Mutant<Parts, 'answers'> = {
  id: 'osproxy/cutover-is-shown-as-settled',
  violates: 'OSP-002',
  explain: 'The state of a partition in cutover is told as if it were settled at its origin.',
  part: 'answers',
  apply: (answers) => ({
    snapshot: (entry) => {
      if (entry?.state.state !== 'migrating' || entry.state.phase !== 'cutover') return answers.snapshot(entry)
      return answers.snapshot({ ...entry, state: { state: 'active', placement: entry.state.from } })
    },
  }),
}
