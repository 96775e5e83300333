import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const firstWaitExceedsTheCap: Mutant<Parts, 'backoff'> = {
  id: 'osproxy/first-wait-exceeds-the-cap',
  violates: 'OSP-098',
  explain: 'The cap does not apply to the first wait.',
  part: 'backoff',
  apply: (backoff, parts) => ({ wait: (k) => (k === 0 ? parts.settings.baseBackoff() : backoff.wait(k)) }),
}
