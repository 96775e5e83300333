import type { Mutant } from '../../mutation/mutant.ts'
import { partitionUnresolved, placementMissing, storeUnavailable } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const multiReadsAreNotRepeated: Mutant<Parts, 'reader'> = {
  id: 'osproxy/multi-reads-are-not-repeated',
  violates: 'OSP-097',
  explain: 'Multi-gets and multi-searches give up at the first failed read of the store. Seen in the field.',
  part: 'reader',
  apply: (_, parts) => ({
    *readMany(instance, partitions) {
      const items = []
      for (const partition of partitions) {
        const answer =
          partition === undefined
            ? undefined
            : yield* parts.resolver.ask({ role: 'proxy', number: instance }, partition)
        const effort = { attempts: 1, waits: [] }
        if (answer instanceof Refusal) items.push(parts.reader.item({ failure: storeUnavailable(true), ...effort }))
        else if (answer === undefined) {
          items.push(
            parts.reader.item({ failure: partition === undefined ? partitionUnresolved : placementMissing, ...effort }),
          )
        } else items.push(parts.reader.item({ route: answer, ...effort }))
      }
      return { ok: { http_status: 200, items } }
    },
  }),
}
