import { chart } from '../../chart/chart.ts'

type Nothing = Record<never, number>

/** A peer of a supervisor that a driver plays: whether it is there, and whether the driver holds its stream. */
export const peer = chart<Nothing, Nothing>({
  id: 'handoff.peer',
  explain: 'A peer that the driver plays is absent, there, or spoken for.',
  context: {},
  payload: {},
  events: { appear: [], hold: [], release: [], vanish: [] },
  guards: {},
  updates: {},
  outputs: {},
  config: {
    initial: 'absent',
    on: { appear: {}, hold: {}, release: {}, vanish: {} },
    states: {
      absent: { description: 'Nobody is there.', on: { appear: { target: 'there' } } },
      there: {
        description: 'It can be connected to, or was spawned.',
        on: { hold: { target: 'held' }, vanish: { target: 'absent' } },
      },
      held: {
        description: 'The driver holds its stream.',
        on: { release: { target: 'there' }, vanish: { target: 'absent' } },
      },
    },
  },
})
