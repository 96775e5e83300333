import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const explanationShowsThePhaseOfNow: Mutant<Parts, 'explain'> = {
  id: 'osproxy/explanation-shows-the-phase-of-now',
  violates: 'OSP-102',
  explain: 'An explanation names the phase in which it is looked up.',
  part: 'explain',
  apply: (explain, parts) => ({
    resolved: (operation) => {
      const span = explain.resolved(operation)
      const entry = parts.table.read(operation.partition ?? '')
      return span === undefined || entry === undefined
        ? span
        : { ...span, migration: parts.destinations.label(entry.state) }
    },
  }),
}
