import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const multiReadsResolveEachItem: Variant<Parts, 'reader'> = {
  id: 'osproxy/multi-reads-resolve-each-item',
  explain: 'A multi-get or multi-search asks the store for every item.',
  part: 'reader',
  apply: (reader, parts) => ({
    *readMany(instance, partitions) {
      const items = []
      for (const partition of partitions) items.push(reader.item(yield* parts.resolver.resolve(instance, partition)))
      return { ok: { http_status: 200, items } }
    },
  }),
}
