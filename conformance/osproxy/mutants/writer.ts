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
]
