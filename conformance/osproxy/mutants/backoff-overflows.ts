import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const backoffOverflows: Mutant<Parts, 'backoff'> = {
  id: 'osproxy/backoff-overflows',
  violates: 'OSP-098',
  explain: 'The factor of the backoff is a 32-bit number and wraps after 31 attempts.',
  part: 'backoff',
  apply: (backoff, parts) => ({
    wait: (k) => (k < 32 ? backoff.wait(k) : parts.settings.baseBackoff() << BigInt(k - 32)),
  }),
}
