import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateWantsTheLatestGeneration: Mutant<Parts, 'gate'> = {
  id: 'osproxy/gate-wants-the-latest-generation',
  violates: 'OSP-063',
  explain: 'The gate compares the stamp with the generation of the store.',
  part: 'gate',
  apply: (gate, parts) => ({
    admits: (entry, stamp) => gate.admits(entry, stamp) && stamp === parts.epochs.generation(),
  }),
}
