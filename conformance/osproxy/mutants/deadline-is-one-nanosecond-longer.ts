import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const deadlineIsOneNanosecondLonger: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/deadline-is-one-nanosecond-longer',
  violates: 'OSP-069',
  explain: 'A write is still applied one nanosecond after its deadline.',
  part: 'dispatch',
  apply: (dispatch, parts) => ({
    late: (operation) => {
      const { gatedAt } = operation
      const just = gatedAt !== undefined && parts.clock.elapsed() - gatedAt === parts.settings.deadline() + 1n
      return dispatch.late(operation) && !just
    },
  }),
}
