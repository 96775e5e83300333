import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const lanesRunOneAfterAnother: Variant<Parts, 'lanes'> = {
  id: 'osproxy/lanes-run-one-after-another',
  explain: 'Lanes are not interleaved: the first one that can go on does.',
  part: 'lanes',
  apply: () => ({ pick: () => 0 }),
}
