import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import { stamp } from '../reference/operation.ts'
import type { Parts } from '../reference/parts.ts'

/** Single writes that go on after a rejection. */
export const writerMutants: readonly Mutant<Parts, 'writer'>[] = [
  {
    id: 'osproxy/proxy-tries-again-by-itself',
    violates: 'OSP-089',
    explain: 'After a rejection the proxy resolves again and sends the write.',
    part: 'writer',
    apply: (writer, parts) => ({
      *resume(write, stop) {
        yield* writer.resume(write, stop)
        const { operation } = write
        if (operation.end !== staleEpoch) return
        stamp(operation, yield* parts.resolver.resolve(operation.instance, operation.partition))
        yield* parts.dispatch.gate(operation)
        parts.dispatch.send(operation)
      },
    }),
  },
  {
    id: 'osproxy/queued-writes-are-stamped-when-queued',
    violates: 'OSP-086',
    explain: 'A write for the queue takes the epoch at which it is queued, not the one at which it was resolved.',
    part: 'writer',
    apply: (writer, parts) => ({
      *resume(write, stop) {
        const { operation } = write
        const entry = parts.table.read(operation.partition ?? '')
        if (operation.queued && operation.route !== undefined && entry !== undefined)
          operation.route = { ...operation.route, epoch: entry.epoch }
        yield* writer.resume(write, stop)
      },
    }),
  },
]
