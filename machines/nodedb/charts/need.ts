import { chart } from '../../chart/chart.ts'

/** When a need is told to the sender. Times are milliseconds in a run, and ticks in an exploration. */
export interface NeedContext {
  /** Time since the last request. */
  readonly elapsed: number
  /** The present interval. */
  readonly wait: number
  readonly first: number
  readonly most: number
}

export interface NeedPayload {
  readonly ticks: number
}

const ignored = {}
const send = { target: 'asked', actions: ['begin', 'send'] } as const

/** The need of one stream: asked for at once, again at doubling intervals, and again when the link comes back. */
export const need = chart<NeedContext, NeedPayload>({
  id: 'nodedb.need',
  explain:
    'What a stream needs is asked for when it arises, at doubling intervals after that, and when the link comes back.',
  context: {
    elapsed: { min: 0, max: 3 },
    wait: { min: 1, max: 4 },
    first: { min: 1, max: 1 },
    most: { min: 1, max: 4, initial: 2 },
  },
  payload: { ticks: { min: 1, max: 2 } },
  events: { raise: [], met: [], tick: ['ticks'], down: [], up: [] },
  guards: { due: (c, e) => c.elapsed + e.ticks >= c.wait },
  updates: {
    begin: { elapsed: () => 0, wait: (c) => c.first },
    double: { elapsed: () => 0, wait: (c) => Math.min(c.most, 2 * c.wait) },
    pass: { elapsed: (c, e) => c.elapsed + e.ticks },
  },
  outputs: { send: () => ({}) },
  config: {
    initial: 'met',
    states: {
      met: {
        description: 'The link is up and nothing is missing.',
        on: {
          raise: send,
          met: ignored,
          tick: { meta: { requirements: { frames: ['NDB-050', 'NDB-061'] } } },
          down: { target: 'metDown' },
          up: { meta: { requirements: { frames: ['NDB-059'] } } },
        },
      },
      asked: {
        description: 'The request is under way or answered in part.',
        on: {
          raise: { ...send, meta: { requirements: { frames: ['NDB-058'] } } },
          met: { target: 'met', actions: ['begin'] },
          tick: [
            {
              guard: 'due',
              actions: ['double', 'send'],
              meta: { requirements: { frames: ['NDB-057', 'NDB-062'], timing: ['NDB-057'] } },
            },
            { actions: ['pass'], meta: { requirements: { frames: ['NDB-058'] } } },
          ],
          down: { target: 'askedDown' },
          up: { meta: { requirements: { frames: ['NDB-059', 'NDB-058'] } } },
        },
      },
      metDown: {
        description: 'The link is down and nothing is missing.',
        on: {
          raise: { target: 'askedDown', actions: ['begin'], meta: { requirements: { frames: ['NDB-059'] } } },
          met: ignored,
          tick: ignored,
          down: ignored,
          up: { target: 'met', meta: { requirements: { frames: ['NDB-059', 'NDB-050'] } } },
        },
      },
      askedDown: {
        description: 'The link is down: time stands still for the need.',
        on: {
          raise: { actions: ['begin'], meta: { requirements: { frames: ['NDB-059'] } } },
          met: { target: 'metDown', actions: ['begin'] },
          tick: { meta: { requirements: { frames: ['NDB-059'] } } },
          down: ignored,
          up: { ...send, meta: { requirements: { frames: ['NDB-059', 'NDB-060', 'NDB-062'], timing: ['NDB-059'] } } },
        },
      },
    },
  },
})
