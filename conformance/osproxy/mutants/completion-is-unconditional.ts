import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const completionIsUnconditional: Mutant<Parts, 'link'> = {
  id: 'osproxy/completion-is-unconditional',
  violates: 'OSP-080',
  explain: 'Completion does not name the cutover that it was decided for. Seen in the field.',
  part: 'link',
  apply: (link) => ({
    change: (caller, change) => {
      if (change.kind !== 'complete_migration') return link.change(caller, change)
      const { expect: _, ...unconditional } = change
      return link.change(caller, unconditional)
    },
  }),
}
