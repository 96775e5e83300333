import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const readsAreGatedInCutover: Mutant<Parts, 'reader'> = {
  id: 'osproxy/reads-are-gated-in-cutover',
  violates: 'OSP-094',
  explain: 'Reads are refused in cutover.',
  part: 'reader',
  apply: (reader, parts) => ({
    *read(instance, partition) {
      const reply = yield* reader.read(instance, partition)
      if (reply.ok?.phase !== 'cutover') return reply
      return parts.answers.refused(new Refusal('stale_epoch', true), false)
    },
  }),
}
