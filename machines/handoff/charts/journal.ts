import { chart } from '../../chart/chart.ts'
import { blame, everywhere } from './frames.ts'

/** Steps of a handoff that the supervisor writes down, in their order (HOF-126). */
export const phases = ['negotiating', 'draining', 'sealing', 'awaitingReady', 'committed', 'resuming'] as const
export type Phase = (typeof phases)[number]

type Nothing = Record<never, number>

const written = Object.fromEntries(
  phases.map((phase) => [phase, { target: phase, ...blame('HOF-126', 'HOF-127', 'HOF-128') }]),
)
const always = { ...written, delete: { target: 'absent', ...blame('HOF-129') }, damage: { target: 'damaged' } }
const record = { read: { actions: ['record'], ...blame('HOF-131', 'HOF-130') } }

/** The supervisor's file. A crash in the middle of a replacement leaves the record before it or the one after it. */
export const journal = chart<Nothing, Nothing>({
  id: 'handoff.journal',
  explain: 'The journal holds the last step of a handoff, or nothing; it is never half of a record.',
  context: {},
  payload: {},
  events: { ...Object.fromEntries(phases.map((phase) => [phase, []])), delete: [], damage: [], read: [] },
  guards: {},
  updates: {},
  outputs: { record: () => ({}), nothing: () => ({}), unreadable: () => ({}) },
  config: {
    initial: 'absent',
    states: everywhere(always, {
      absent: {
        description: 'No file.',
        on: { read: { actions: ['nothing'], ...blame('HOF-131') } },
      },
      negotiating: { description: 'Both peers have been greeted.', on: record },
      draining: { description: 'The incumbent has drained.', on: record },
      sealing: { description: 'The incumbent has sealed.', on: record },
      awaitingReady: { description: 'The successor was told to begin.', on: record },
      committed: { description: 'The successor is ready, and the incumbent was told so.', on: record },
      resuming: { description: 'The incumbent was told to resume.', on: record },
      damaged: {
        description: 'Bytes that are no record.',
        on: { read: { actions: ['unreadable'], ...blame('HOF-132') } },
      },
    }),
  },
})
