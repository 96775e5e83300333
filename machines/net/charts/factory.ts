import { chart } from '../../chart/chart.ts'
import { bit, blame, refuse } from './messages.ts'

export interface FactoryContext {
  /** Whether an entry that a migration used up comes back when the daemon leaves (NET-118). */
  readonly returns: number
}

/** What a node needs to build a daemon that migrates to it. */
export const factory = chart<FactoryContext, Record<never, number>>({
  id: 'net.factory',
  explain: 'A factory entry is used up by the migration that it served, and comes back when the daemon leaves.',
  context: { returns: bit },
  payload: {},
  events: { add: [], used: [], left: [] },
  guards: { returns: (c) => c.returns === 1 },
  updates: {},
  outputs: { refused: () => ({}) },
  config: {
    initial: 'absent',
    states: {
      absent: {
        description: 'No daemon of this origin can be built here.',
        on: {
          add: { target: 'there' },
          used: {},
          left: [{ guard: 'returns', target: 'there', ...blame('NET-118') }, {}],
        },
      },
      there: {
        description: 'A daemon of this origin can be built here.',
        on: {
          add: { actions: [refuse('already_registered')], ...blame('NET-117') },
          used: { target: 'absent', ...blame('NET-073') },
          left: {},
        },
      },
    },
  },
})
