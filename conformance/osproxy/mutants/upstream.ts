import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Clusters that apply a write which has ended. */
export const upstreamMutants: readonly Mutant<Parts, 'upstream'>[] = [
  {
    id: 'osproxy/held-writes-outlive-their-deadline',
    violates: 'OSP-069',
    explain: 'A write in flight is still applied after its deadline.',
    part: 'upstream',
    apply: () => ({ expire: () => undefined }),
  },
]
