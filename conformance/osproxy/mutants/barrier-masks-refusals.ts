import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const barrierMasksRefusals: Mutant<Parts, 'link'> = {
  id: 'osproxy/barrier-masks-refusals',
  violates: 'OSP-074',
  explain: 'Completion while draining is told to wait.',
  part: 'link',
  apply: (link, parts) => ({
    *change(caller, change) {
      const answer = yield* link.change(caller, change)
      const masked = answer instanceof Refusal && answer.code === 'not_cutover'
      return masked ? new Refusal('barrier_pending', true, { remaining: parts.settings.barrier() }) : answer
    },
  }),
}
