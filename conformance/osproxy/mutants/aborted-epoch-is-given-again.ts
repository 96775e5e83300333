import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const abortedEpochIsGivenAgain: Mutant<Parts, 'table'> = {
  id: 'osproxy/aborted-epoch-is-given-again',
  violates: 'OSP-047',
  explain: 'The migration after an abort gets the epochs of the aborted one.',
  part: 'table',
  apply: (table) => {
    const draining = new Map<string, bigint>()
    const aborted = new Set<string>()
    return {
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        if (decision instanceof Refusal) return decision
        if (change.kind === 'abort_migration') aborted.add(change.partition)
        if (change.kind !== 'begin_migration') return decision
        const again = aborted.has(change.partition) ? draining.get(change.partition) : undefined
        draining.set(change.partition, decision.epoch)
        return again === undefined ? decision : { ...decision, epoch: again }
      },
    }
  },
}
