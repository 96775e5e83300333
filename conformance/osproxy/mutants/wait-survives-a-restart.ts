import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const waitSurvivesARestart: Mutant<Parts, 'waits'> = {
  id: 'osproxy/wait-survives-a-restart',
  violates: 'OSP-071',
  explain: 'A restarted controller goes on with the wait of its predecessor.',
  part: 'waits',
  apply: () => ({ forget: () => undefined }),
}
