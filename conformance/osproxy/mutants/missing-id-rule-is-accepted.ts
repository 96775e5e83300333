import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const missingIdRuleIsAccepted: Mutant<Parts, 'settings'> = {
  id: 'osproxy/missing-id-rule-is-accepted',
  violates: 'OSP-105',
  explain: 'A shared index without a document-id rule is accepted. Seen in the field.',
  part: 'settings',
  apply: (settings) => ({ idRule: () => (settings.idRule() === 'none' ? 'partition' : settings.idRule()) }),
}
