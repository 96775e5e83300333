import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const writeFollowsThePartition: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/write-follows-the-partition',
  violates: 'OSP-096',
  explain: 'A write that passed the gate is sent to where the partition is when it is sent.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    send: (operation) => {
      const { route, partition } = operation
      const entry = partition === undefined ? undefined : parts.table.read(partition)
      if (route !== undefined && entry !== undefined) {
        operation.route = { ...route, placement: parts.destinations.read(entry.state) }
      }
      dispatch.send(operation)
    },
  }),
}
