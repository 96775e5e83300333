import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Configuration that is ignored or misread. */
export const settingsMutants: readonly Mutant<Parts, 'settings'>[] = [
  {
    id: 'osproxy/zero-barrier-means-default',
    violates: 'OSP-066',
    explain: 'A barrier of zero is taken for no setting.',
    part: 'settings',
    apply: (settings) => ({ barrier: () => (settings.barrier() === 0n ? 30_000_000_000n : settings.barrier()) }),
  },
  {
    id: 'osproxy/barrier-setting-is-ignored',
    violates: 'OSP-068',
    explain: 'The barrier is 30 s whatever is configured.',
    part: 'settings',
    apply: () => ({ barrier: () => 30_000_000_000n }),
  },
  {
    id: 'osproxy/default-barrier-is-shorter',
    violates: 'OSP-068',
    explain: 'Without a setting the barrier is 10 s.',
    part: 'settings',
    apply: (settings) => ({
      barrier: () => (settings.barrier() === 30_000_000_000n ? 10_000_000_000n : settings.barrier()),
    }),
  },
  {
    id: 'osproxy/constant-id-rule-is-accepted',
    violates: 'OSP-105',
    explain: 'A document-id rule without the partition is accepted for shared indices.',
    part: 'settings',
    apply: (settings) => ({ idRule: () => (settings.idRule() === 'constant' ? 'partition' : settings.idRule()) }),
  },
  {
    id: 'osproxy/missing-id-rule-is-accepted',
    violates: 'OSP-105',
    explain: 'A shared index without a document-id rule is accepted. Seen in the field.',
    part: 'settings',
    apply: (settings) => ({ idRule: () => (settings.idRule() === 'none' ? 'partition' : settings.idRule()) }),
  },
]
