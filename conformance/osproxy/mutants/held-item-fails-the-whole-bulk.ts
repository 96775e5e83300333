import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const heldItemFailsTheWholeBulk: Mutant<Parts, 'bulks'> = {
  id: 'osproxy/held-item-fails-the-whole-bulk',
  violates: 'OSP-092',
  explain: 'One held item holds the whole group of its bulk. Seen in the field in a port of the protocol.',
  part: 'bulks',
  apply: (bulks) => ({
    *gate(items) {
      yield* bulks.gate(items)
      if (items.some(({ end }) => end === staleEpoch)) for (const item of items) item.end ??= staleEpoch
    },
    groups: (bulk) => [bulks.groups(bulk).flat()],
  }),
}
