import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const zeroBarrierMeansDefault: Mutant<Parts, 'settings'> = {
  id: 'osproxy/zero-barrier-means-default',
  violates: 'OSP-066',
  explain: 'A barrier of zero is taken for no setting.',
  part: 'settings',
  apply: (settings) => ({ barrier: () => (settings.barrier() === 0n ? 30_000_000_000n : settings.barrier()) }),
}
