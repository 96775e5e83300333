import { chart } from '../../chart/chart.ts'

/** One controller's memory of one partition: the cutover that it waits for. Times are ticks of the injected clock. */
export interface ControllerContext {
  /** Epoch of the cutover that the wait belongs to; 0 while idle. */
  readonly epoch: number
  /** Time since the wait began, clipped at `horizon`. */
  readonly elapsed: number
  /** What `elapsed` was when the state was last asked for: time that passes before the answer does not count. */
  readonly asked: number
  readonly barrier: number
  readonly horizon: number
}

export interface ControllerPayload {
  readonly epoch: number
  readonly ticks: number
}

const ignored = {}
const forget = { target: 'idle', actions: ['forget'] } as const

/**
 * The drain barrier. A completion takes two times: `ask` when it asks for the state, by which it judges the wait on record, and
 * the time of the answer, at which a new wait begins. `look` is its decision: it answers `pending` with the time left, or
 * `proceed`. A wait counts only for the cutover epoch that it was started for.
 */
export const controller = chart<ControllerContext, ControllerPayload>({
  id: 'osproxy.controller',
  explain:
    'A controller waits out the drain barrier between cutover and flip, and never flips on what it could not read.',
  context: {
    epoch: { min: 0, max: 40, symbol: true },
    elapsed: { min: 0, max: 8 },
    asked: { min: 0, max: 8 },
    barrier: { min: 0, max: 4 },
    horizon: { min: 0, max: 8, initial: 8 },
  },
  payload: { epoch: { min: 0, max: 40, symbol: true }, ticks: { min: 1, max: 2 } },
  events: {
    entered: ['epoch'],
    restarted: ['epoch'],
    uncertain: [],
    left: [],
    ask: [],
    look: ['epoch'],
    elsewhere: [],
    unreadable: [],
    tick: ['ticks'],
    restart: [],
  },
  guards: {
    due: (c, e) => e.epoch === c.epoch && c.asked >= c.barrier,
    same: (c, e) => e.epoch === c.epoch,
    unhindered: (c) => c.barrier === 0,
  },
  updates: {
    record: { epoch: (_, e) => e.epoch, elapsed: () => 0, asked: () => 0 },
    measure: { asked: (c) => c.elapsed },
    pass: { elapsed: (c, e) => Math.min(c.horizon, c.elapsed + e.ticks) },
    forget: { epoch: () => 0, elapsed: () => 0, asked: () => 0 },
  },
  outputs: {
    pending: (c) => ({ remaining: c.barrier - c.asked }),
    proceed: () => ({}),
    refuse: () => ({}),
  },
  config: {
    initial: 'idle',
    states: {
      idle: {
        description: 'No wait on record.',
        on: {
          entered: { target: 'waiting', actions: ['record'], meta: { requirements: { timing: ['OSP-065'] } } },
          restarted: { target: 'waiting', actions: ['record'] },
          uncertain: ignored,
          left: ignored,
          ask: ignored,
          look: [
            {
              guard: 'unhindered',
              target: 'waiting',
              actions: ['record', 'proceed'],
              meta: { requirements: { reply: ['OSP-066'] } },
            },
            {
              target: 'waiting',
              actions: ['record', 'pending'],
              meta: { requirements: { state: ['OSP-067'], epoch: ['OSP-067'] } },
            },
          ],
          elsewhere: { actions: ['proceed'], meta: { requirements: { reply: ['OSP-074'] } } },
          unreadable: { actions: ['refuse'], meta: { requirements: { reply: ['OSP-072'], state: ['OSP-072'] } } },
          tick: ignored,
          restart: ignored,
        },
      },
      waiting: {
        description: 'The cutover of one epoch is on record and time passes.',
        on: {
          entered: { actions: ['record'], meta: { requirements: { timing: ['OSP-070', 'OSP-065'] } } },
          restarted: { actions: ['record'] },
          uncertain: forget,
          left: forget,
          ask: { actions: ['measure'] },
          look: [
            {
              guard: 'due',
              actions: ['proceed'],
              meta: { requirements: { reply: ['OSP-066', 'OSP-118', 'OSP-075'] } },
            },
            {
              guard: 'same',
              actions: ['pending'],
              meta: {
                requirements: {
                  reply: ['OSP-065', 'OSP-066', 'OSP-078'],
                  timing: ['OSP-065', 'OSP-067', 'OSP-077', 'OSP-110'],
                  state: ['OSP-067'],
                  epoch: ['OSP-067'],
                },
              },
            },
            { guard: 'unhindered', actions: ['record', 'proceed'], meta: { requirements: { reply: ['OSP-066'] } } },
            {
              actions: ['record', 'pending'],
              meta: { requirements: { reply: ['OSP-070'], timing: ['OSP-070'], state: ['OSP-070'] } },
            },
          ],
          elsewhere: { actions: ['proceed'], meta: { requirements: { reply: ['OSP-074', 'OSP-073'] } } },
          unreadable: { actions: ['refuse'], meta: { requirements: { reply: ['OSP-072'], state: ['OSP-072'] } } },
          tick: { actions: ['pass'] },
          restart: forget,
        },
      },
    },
  },
})
