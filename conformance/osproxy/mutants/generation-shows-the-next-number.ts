import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const generationShowsTheNextNumber: Mutant<Parts, 'epochs'> = {
  id: 'osproxy/generation-shows-the-next-number',
  violates: 'OSP-050',
  explain: 'The generation that is shown is the number that comes next.',
  part: 'epochs',
  apply: (epochs) => ({ generation: () => (epochs.generation() === 0n ? 0n : epochs.generation() + 1n) }),
}
