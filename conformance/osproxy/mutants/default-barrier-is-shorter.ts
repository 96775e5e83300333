import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const defaultBarrierIsShorter: Mutant<Parts, 'settings'> = {
  id: 'osproxy/default-barrier-is-shorter',
  violates: 'OSP-068',
  explain: 'Without a setting the barrier is 10 s.',
  part: 'settings',
  apply: (settings) => ({
    barrier: () => (settings.barrier() === 30_000_000_000n ? 10_000_000_000n : settings.barrier()),
  }),
}
