import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const placingAgainReusesTheEpoch: Mutant<Parts, 'table'> = {
  id: 'osproxy/placing-again-reuses-the-epoch',
  violates: 'OSP-047',
  explain:
    'A partition that never moved keeps its epoch when it is placed elsewhere. Seen in the field in a port of the protocol.',
  part: 'table',
  apply: (table) => {
    const moved = new Set<string>()
    return {
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        if (decision instanceof Refusal || entry === undefined) return decision
        if (change.kind === 'begin_migration') moved.add(change.partition)
        if (moved.has(change.partition)) return decision
        return { ...decision, epoch: entry.epoch }
      },
    }
  },
}
