import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const noCapabilities: Variant<Parts, 'statement'> = {
  id: 'osproxy/no-capabilities',
  explain: 'Only what every implementation has is offered.',
  part: 'statement',
  apply: () => ({ capabilities: () => [] }),
}
