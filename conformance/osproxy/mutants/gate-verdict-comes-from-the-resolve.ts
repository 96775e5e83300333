import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const gateVerdictComesFromTheResolve: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/gate-verdict-comes-from-the-resolve',
  violates: 'OSP-083',
  explain: 'A write is gated by the phase that it was routed in.',
  part: 'dispatch',
  apply: (_, parts) => ({
    *gate(operation) {
      yield 'next'
      if (operation.route?.phase === 'cutover') operation.end = staleEpoch
      operation.gatedAt = parts.clock.elapsed()
    },
  }),
}
