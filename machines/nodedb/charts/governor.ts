import { chart } from '../../chart/chart.ts'

/** One peer's pace at a server. Rates are deltas a second. */
export interface GovernorContext {
  /** The effective rate while the peer is limited; 0 while it is free. */
  readonly rate: number
  /** Deltas that may be pushed now while the peer is limited. */
  readonly tokens: number
  /** Where the peer leaves the rate to the server. */
  readonly usual: number
  /** The rate of a free peer. */
  readonly most: number
}

export interface GovernorPayload {
  /** 0 leaves it to the server. */
  readonly rate: number
}

const effective = (c: Pick<GovernorContext, 'usual' | 'most'>, e: GovernorPayload): number =>
  Math.min(e.rate === 0 ? c.usual : e.rate, c.most)

const limit = (...requirements: string[]) =>
  ({
    target: 'limited',
    actions: ['limit'],
    meta: { requirements: { effects: requirements, state: requirements } },
  }) as const

/** Whether a peer is pushed to at full rate, and how fast otherwise. */
export const governor = chart<GovernorContext, GovernorPayload>({
  id: 'nodedb.governor',
  explain:
    'A governor pushes to a peer at the rate that it asked for until the peer releases it, and to others as before.',
  context: {
    rate: { min: 0, max: 3 },
    tokens: { min: 0, max: 3 },
    usual: { min: 1, max: 1 },
    most: { min: 3, max: 3 },
  },
  payload: { rate: { min: 0, max: 5 } },
  events: { slower: ['rate'], release: [], second: [], push: [], ignored: [], close: [] },
  guards: { allowed: (c) => c.tokens > 0 },
  updates: {
    limit: {
      rate: (c, e) => effective(c, e),
      tokens: (c, e) => (c.rate === 0 ? effective(c, e) : Math.min(c.tokens, effective(c, e))),
    },
    refill: { tokens: (c) => Math.min(c.rate, c.tokens + c.rate) },
    take: { tokens: (c) => c.tokens - 1 },
    free: { rate: () => 0, tokens: () => 0 },
  },
  outputs: { pushed: () => ({}), delayed: () => ({}) },
  config: {
    initial: 'free',
    states: {
      free: {
        description: 'Pushed to as fast as the server likes.',
        on: {
          slower: limit('NDB-102', 'NDB-105', 'NDB-106', 'NDB-109', 'NDB-110'),
          release: { meta: { requirements: { effects: ['NDB-108'], state: ['NDB-108'] } } },
          second: {},
          push: { actions: ['pushed'], meta: { requirements: { effects: ['NDB-111', 'NDB-104'] } } },
          ignored: { meta: { requirements: { state: ['NDB-100'] } } },
          close: {},
        },
      },
      limited: {
        description: 'Pushed to at the effective rate until it releases.',
        on: {
          slower: limit('NDB-108', 'NDB-109', 'NDB-110'),
          release: {
            target: 'free',
            actions: ['free'],
            meta: { requirements: { effects: ['NDB-107', 'NDB-108'], state: ['NDB-107', 'NDB-108'] } },
          },
          second: {
            actions: ['refill'],
            meta: { requirements: { effects: ['NDB-103', 'NDB-112'], state: ['NDB-103'] } },
          },
          push: [
            {
              guard: 'allowed',
              actions: ['take', 'pushed'],
              meta: { requirements: { effects: ['NDB-111', 'NDB-112'] } },
            },
            { actions: ['delayed'], meta: { requirements: { effects: ['NDB-102', 'NDB-105', 'NDB-106'] } } },
          ],
          ignored: { meta: { requirements: { state: ['NDB-103'] } } },
          close: { target: 'free', actions: ['free'] },
        },
      },
    },
  },
})
