import { chart, type TransitionConfig } from '../../chart/chart.ts'

/** A client's incoming queue and what it told the server of it. */
export interface RequesterContext {
  readonly depth: number
  /** The depth last announced, and 1 if the rate of the last engagement was another than the declared one. */
  readonly told: number
  readonly toldOther: number
  /** Time since the last announcement, clipped at `update`. */
  readonly since: number
  readonly high: number
  readonly low: number
  /** Least time between two announcements of the same value. */
  readonly update: number
}

export interface RequesterPayload {
  readonly depth: number
  readonly ticks: number
  /** 1 if the requester announces what it need not. */
  readonly again: number
  /** 1 if what it suggests now is another rate than the declared one. */
  readonly other: number
}

/** Another rate is never known to be the one before. */
const changed = (depth: number, c: RequesterContext, e: RequesterPayload): boolean =>
  depth !== c.told || e.other === 1 || c.toldOther === 1

const ignored = {}
const announce = (value: boolean) => ({ type: 'announce', params: { throttle: value } })
const hears = { meta: { requirements: { frames: ['NDB-100'] } } } as const
const between = {
  actions: ['fill'],
  meta: { requirements: { frames: ['NDB-099'] } },
} as const satisfies TransitionConfig
const engage = (target: string) =>
  ({
    guard: 'high',
    target,
    actions: ['fill', announce(true), 'tell'],
    meta: { requirements: { frames: ['NDB-096', 'NDB-097'] } },
  }) satisfies TransitionConfig

/** When a queue is announced as overwhelmed, and when as drained. */
export const requester = chart<RequesterContext, RequesterPayload>({
  id: 'nodedb.requester',
  explain: 'A requester asks for a slower push when its queue reaches the high mark, and releases at the low one.',
  context: {
    depth: { min: 0, max: 4 },
    told: { min: 0, max: 4 },
    toldOther: { min: 0, max: 1 },
    since: { min: 0, max: 1 },
    high: { min: 3, max: 3 },
    low: { min: 1, max: 1 },
    update: { min: 1, max: 1 },
  },
  payload: {
    depth: { min: 0, max: 4 },
    ticks: { min: 1, max: 2 },
    again: { min: 0, max: 1 },
    other: { min: 0, max: 1 },
  },
  events: {
    depth: ['depth', 'again', 'other'],
    tick: ['ticks', 'again', 'other'],
    down: [],
    up: ['again', 'other'],
    throttle: [],
  },
  guards: {
    high: (c, e) => e.depth >= c.high,
    low: (c, e) => e.depth <= c.low,
    tells: (c, e) => e.again === 1 && c.since >= c.update && changed(e.depth, c, e),
    tellsLater: (c, e) => e.again === 1 && c.since + e.ticks >= c.update && changed(c.depth, c, e),
    again: (c, e) => e.again === 1 && c.depth <= c.low,
  },
  updates: {
    fill: { depth: (_, e) => e.depth },
    release: { told: (c) => c.depth, since: () => 0 },
    tell: { told: (c) => c.depth, toldOther: (_, e) => e.other, since: () => 0 },
    pass: { since: (c, e) => Math.min(c.update, c.since + e.ticks) },
  },
  outputs: { announce: (c, e) => ({ depth: c.depth, other: e.other }) },
  config: {
    initial: 'calm',
    states: {
      calm: {
        description: 'The server pushes as it likes.',
        on: {
          depth: [engage('engaged'), between],
          tick: { actions: ['pass'], meta: { requirements: { frames: ['NDB-099'] } } },
          down: { target: 'calmDown' },
          up: { meta: { requirements: { frames: ['NDB-099'] } } },
          throttle: hears,
        },
      },
      engaged: {
        description: 'The server was told to push slower.',
        on: {
          depth: [
            {
              guard: 'low',
              target: 'calm',
              actions: ['fill', announce(false), 'release'],
              meta: { requirements: { frames: ['NDB-098', 'NDB-097'] } },
            },
            { ...between, guard: 'tells', actions: ['fill', announce(true), 'tell'] },
            between,
          ],
          tick: [
            { guard: 'tellsLater', actions: [announce(true), 'tell'], meta: { requirements: { frames: ['NDB-099'] } } },
            { actions: ['pass'], meta: { requirements: { frames: ['NDB-099'] } } },
          ],
          down: { target: 'engagedDown' },
          up: { meta: { requirements: { frames: ['NDB-099'] } } },
          throttle: hears,
        },
      },
      calmDown: {
        description: 'The link is down; the server was not told to push slower, or its session ended.',
        on: {
          depth: [{ guard: 'high', target: 'engagedDown', actions: ['fill'] }, { actions: ['fill'] }],
          tick: ignored,
          down: ignored,
          up: [
            {
              guard: 'again',
              target: 'calm',
              actions: [announce(false), 'release'],
              meta: { requirements: { frames: ['NDB-099', 'NDB-097'] } },
            },
            { target: 'calm', meta: { requirements: { frames: ['NDB-099'] } } },
          ],
          throttle: hears,
        },
      },
      engagedDown: {
        description: 'The link is down while the queue is overwhelmed.',
        on: {
          depth: [{ guard: 'low', target: 'drainedDown', actions: ['fill'] }, { actions: ['fill'] }],
          tick: ignored,
          down: ignored,
          up: {
            target: 'engaged',
            actions: [announce(true), 'tell'],
            meta: { requirements: { frames: ['NDB-101', 'NDB-097'], timing: ['NDB-101'] } },
          },
          throttle: hears,
        },
      },
      drainedDown: {
        description: 'The queue drained while the link was down; the server may still hold the peer back.',
        on: {
          depth: [{ guard: 'high', target: 'engagedDown', actions: ['fill'] }, { actions: ['fill'] }],
          tick: ignored,
          down: ignored,
          up: [
            {
              guard: 'again',
              target: 'calm',
              actions: [announce(false), 'release'],
              meta: { requirements: { frames: ['NDB-098', 'NDB-097'] } },
            },
            { target: 'calm', meta: { requirements: { frames: ['NDB-098'] } } },
          ],
          throttle: hears,
        },
      },
    },
  },
})
