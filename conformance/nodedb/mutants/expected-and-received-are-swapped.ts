import { mutant } from '../mutant.ts'

export const expectedAndReceivedAreSwapped = mutant({
  id: 'nodedb/expected-and-received-are-swapped',
  violates: 'NDB-018',
  explain: 'A SequenceGap is written with received before expected.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const { reason } = message as {
        readonly reason?: { readonly kind?: string; readonly expected?: string; readonly received?: string }
      }
      if (reason?.kind !== 'SequenceGap') return original.encode(message)
      const { expected, received } = reason
      return original.encode({ ...(message as object), reason: { ...reason, expected: received, received: expected } })
    },
  }),
})
