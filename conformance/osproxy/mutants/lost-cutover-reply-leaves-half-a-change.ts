import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const lostCutoverReplyLeavesHalfAChange: Mutant<Parts, 'link'> = {
  id: 'osproxy/lost-cutover-reply-leaves-half-a-change',
  violates: 'OSP-109',
  explain: 'When the reply of cutover is lost, the phase has changed but not the epoch.',
  part: 'link',
  apply: (link, parts) => ({
    failure: (fault, change) => {
      const entry = change === undefined ? undefined : parts.table.read(change.partition)
      if (fault.mode === 'after_apply' && change?.kind === 'enter_cutover' && entry?.state.state === 'migrating') {
        parts.table.write(change.partition, { ...entry, epoch: entry.epoch - 1n })
      }
      return link.failure(fault, change)
    },
  }),
}
