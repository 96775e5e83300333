import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const multiReadsAreGatedInCutover: Mutant<Parts, 'reader'> = {
  id: 'osproxy/multi-reads-are-gated-in-cutover',
  violates: 'OSP-094',
  explain: 'Items of a multi-get or multi-search are refused in cutover.',
  part: 'reader',
  apply: (reader) => ({
    item: (resolution) =>
      resolution.route?.phase === 'cutover'
        ? reader.item({ ...resolution, route: undefined, failure: staleEpoch })
        : reader.item(resolution),
  }),
}
