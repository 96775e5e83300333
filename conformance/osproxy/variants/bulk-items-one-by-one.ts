import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const bulkItemsOneByOne: Variant<Parts, 'bulks'> = {
  id: 'osproxy/bulk-items-one-by-one',
  explain: 'Each item of a bulk is gated and sent by itself, in the order of the request.',
  part: 'bulks',
  apply: () => ({ groups: ({ items }) => items.filter(({ route }) => route !== undefined).map((item) => [item]) }),
}
