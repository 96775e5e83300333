import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const requestPathSkipsTheGate: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/request-path-skips-the-gate',
  violates: 'OSP-091',
  explain: 'The gate exists but no request asks it. Seen in the field.',
  part: 'dispatch',
  apply: () => ({ gated: () => false }),
}
