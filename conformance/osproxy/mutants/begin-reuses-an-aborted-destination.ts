import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Placement } from '../reference/placement.ts'

export const beginReusesAnAbortedDestination: Mutant<Parts, 'table'> = {
  id: 'osproxy/begin-reuses-an-aborted-destination',
  violates: 'OSP-027',
  explain: 'A migration begun after an abort goes to the destination of the aborted one.',
  part: 'table',
  apply: (table) => {
    const abandoned = new Map<string, Placement>()
    return {
      apply: (state, change) => {
        const next = table.apply(state, change)
        if (typeof next === 'string') return next
        if (change.kind === 'abort_migration' && state?.state === 'migrating') abandoned.set(change.partition, state.to)
        const to = abandoned.get(change.partition)
        if (change.kind !== 'begin_migration' || next.state === 'active' || to === undefined) return next
        return { ...next, to }
      },
    }
  },
}
