import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const constantIdRuleIsAccepted: Mutant<Parts, 'settings'> = {
  id: 'osproxy/constant-id-rule-is-accepted',
  violates: 'OSP-105',
  explain: 'A document-id rule without the partition is accepted for shared indices.',
  part: 'settings',
  apply: (settings) => ({ idRule: () => (settings.idRule() === 'constant' ? 'partition' : settings.idRule()) }),
}
