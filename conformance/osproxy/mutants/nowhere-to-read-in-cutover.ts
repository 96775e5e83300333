import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const nowhereToReadInCutover: Mutant<Parts, 'table'> = {
  id: 'osproxy/nowhere-to-read-in-cutover',
  violates: 'OSP-017',
  explain: 'A resolve in cutover finds nothing.',
  part: 'table',
  apply: (table) => ({
    *resolve(partition) {
      const route = yield* table.resolve(partition)
      return route?.phase === 'cutover' ? undefined : route
    },
  }),
}
