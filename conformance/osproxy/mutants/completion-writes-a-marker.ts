import type { Mutant } from '../../kit/mutation/mutant.ts'
import { startOperation } from '../reference/operation.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement, targetOf } from '../reference/placement.ts'

export const completionWritesAMarker: Mutant<Parts, 'table'> = {
  id: 'osproxy/completion-writes-a-marker',
  violates: 'OSP-043',
  explain: 'Completion writes a marker document to the destination.',
  part: 'table',
  apply: (table, parts) => ({
    write: (partition, entry) => {
      const before = table.read(partition)
      table.write(partition, entry)
      if (before?.state.state !== 'migrating' || before.state.phase !== 'cutover' || entry.state.state !== 'active')
        return
      const { placement } = entry.state
      const marker = startOperation({ writeId: 'migrated', instance: 0, partition, action: 'index', queued: false })
      marker.route = { placement, epoch: entry.epoch, phase: 'settled' }
      marker.sentTo = targetOf(placement)
      if (samePlacement(placement, before.state.to)) parts.upstream.apply(marker)
    },
  }),
}
