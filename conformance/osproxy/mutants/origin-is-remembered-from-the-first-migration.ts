import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Placement } from '../reference/placement.ts'

export const originIsRememberedFromTheFirstMigration: Mutant<Parts, 'table'> = {
  id: 'osproxy/origin-is-remembered-from-the-first-migration',
  violates: 'OSP-041',
  explain: 'A second migration starts where the first one started.',
  part: 'table',
  apply: (table) => {
    const origins = new Map<string, Placement>()
    return {
      apply: (state, change) => {
        const next = table.apply(state, change)
        if (change.kind === 'set') origins.delete(change.partition)
        if (change.kind !== 'begin_migration' || typeof next === 'string' || next.state === 'active') return next
        const from = origins.get(change.partition) ?? next.from
        origins.set(change.partition, from)
        return { ...next, from }
      },
    }
  },
}
