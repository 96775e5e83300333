import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const backoffIsLinear: Mutant<Parts, 'backoff'> = {
  id: 'osproxy/backoff-is-linear',
  violates: 'OSP-098',
  explain: 'Waits grow by the base each time instead of doubling.',
  part: 'backoff',
  apply: (_, parts) => ({
    wait: (k) => {
      const wait = parts.settings.baseBackoff() * BigInt(k + 1)
      return wait < parts.settings.maxBackoff() ? wait : parts.settings.maxBackoff()
    },
  }),
}
