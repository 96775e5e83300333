import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const completionIgnoresTheBarrier: Mutant<Parts, 'barrier'> = {
  id: 'osproxy/completion-ignores-the-barrier',
  violates: 'OSP-065',
  explain: 'Completion does not wait. Seen in the field before the barrier was introduced.',
  part: 'barrier',
  apply: () => ({ left: () => 0n }),
}
