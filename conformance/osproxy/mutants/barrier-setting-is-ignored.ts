import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const barrierSettingIsIgnored: Mutant<Parts, 'settings'> = {
  id: 'osproxy/barrier-setting-is-ignored',
  violates: 'OSP-068',
  explain: 'The barrier is 30 s whatever is configured.',
  part: 'settings',
  apply: () => ({ barrier: () => 30_000_000_000n }),
}
