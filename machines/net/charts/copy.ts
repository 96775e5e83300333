import { chart } from '../../chart/chart.ts'
import { bit, blame, everywhere, refuse } from './messages.ts'

export interface CopyContext {
  /** Whether a copy that is restored and not live serves all the same (NET-153). */
  readonly serves: number
}

export interface CopyPayload {
  /** 1 if the daemon takes the event. */
  readonly well: number
}

const absent = {
  deliver: { actions: [refuse('daemon_not_found')] },
  take: { actions: ['none'] },
  activate: {},
  leave: {},
}
const serving = {
  deliver: [
    { guard: 'well', actions: ['processed'], ...blame('NET-116') },
    { actions: [refuse('process_failed')], ...blame('NET-116') },
  ],
  take: { actions: ['taken'], ...blame('NET-055') },
}

/** What of a daemon is on a node. Who acts on a live copy acts for the daemon. */
export const copy = chart<CopyContext, CopyPayload>({
  id: 'net.copy',
  explain: 'A copy of a daemon serves only while it is live.',
  context: { serves: bit },
  payload: { well: bit },
  events: { spawn: [], restore: [], activate: [], leave: [], deliver: ['well'], take: [] },
  guards: {
    well: (_, e) => e.well === 1,
    servesWell: (c, e) => c.serves === 1 && e.well === 1,
    serves: (c) => c.serves === 1,
  },
  updates: {},
  outputs: { processed: () => ({}), refused: () => ({}), taken: () => ({}), none: () => ({}) },
  config: {
    initial: 'absent',
    states: everywhere(
      { spawn: {}, restore: {} },
      {
        absent: {
          description: 'Nothing of the daemon is here.',
          on: { ...absent, spawn: { target: 'live' }, restore: { target: 'restored' } },
        },
        restored: {
          description: 'It has the state of a snapshot, and waits to go live.',
          on: {
            activate: { target: 'live', ...blame('NET-073') },
            leave: { target: 'absent' },
            deliver: [
              { guard: 'servesWell', actions: ['processed'] },
              { guard: 'serves', actions: [refuse('process_failed')] },
              { actions: [refuse('not_live')], ...blame('NET-153', 'NET-139') },
            ],
            take: [
              { guard: 'serves', actions: ['taken'] },
              { actions: ['none'], ...blame('NET-153') },
            ],
          },
        },
        live: {
          description: 'It is the daemon.',
          on: { ...serving, activate: {}, leave: { target: 'absent' } },
        },
      },
    ),
  },
})
