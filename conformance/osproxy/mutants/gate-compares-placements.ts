import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { type Placement, samePlacement } from '../reference/placement.ts'

export const gateComparesPlacements: Mutant<Parts, 'table'> = {
  id: 'osproxy/gate-compares-placements',
  violates: 'OSP-062',
  explain:
    'The gate admits a stamp if its placement is the write placement again. Seen in the field before the first release.',
  part: 'table',
  apply: (table, parts) => {
    const taken = new Map<string, Map<bigint, Placement>>()
    return {
      write: (partition, entry) => {
        const stamps = taken.get(partition) ?? new Map<bigint, Placement>()
        taken.set(partition, stamps.set(entry.epoch, parts.destinations.read(entry.state)))
        table.write(partition, entry)
      },
      *admit(partition, stamp) {
        const entry = yield* parts.table.look(partition)
        const open = entry === undefined ? undefined : parts.destinations.write(entry.state)
        const placement = taken.get(partition)?.get(stamp)
        return open !== undefined && placement !== undefined && samePlacement(open, placement)
      },
    }
  },
}
