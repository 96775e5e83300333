import { chart } from '../../chart/chart.ts'

/** One synchronous write of a proxy instance. */
export interface WriteContext {
  readonly partition: number
  readonly target: number
  readonly stamp: number
  /** Time since the gate was asked; when it gave its verdict in between, the proxy cannot know. */
  readonly age: number
  /** The longest time between gate and application. */
  readonly bound: number
}

export interface WritePayload {
  readonly partition: number
  readonly target: number
  readonly stamp: number
  readonly ticks: number
}

const ignored = {}
const rejected = (code: string, ...requirements: string[]) =>
  ({
    target: 'rejected',
    actions: [{ type: 'answer', params: { code } }],
    meta: { requirements: { reply: requirements, effects: ['OSP-087'] } },
  }) as const

/** Resolve, gate, dispatch: two separate looks at the store, and only time protects what follows the second. */
export const write = chart<WriteContext, WritePayload>({
  id: 'osproxy.write',
  explain:
    'A write takes placement and epoch in one look, asks the gate in another, and may be applied until its deadline.',
  context: {
    partition: { min: 0, max: 3 },
    target: { min: 0, max: 3 },
    stamp: { min: 0, max: 40, symbol: true },
    age: { min: 0, max: 5 },
    bound: { min: 0, max: 4 },
  },
  payload: {
    partition: { min: 0, max: 3 },
    target: { min: 1, max: 3 },
    stamp: { min: 1, max: 40, symbol: true },
    ticks: { min: 1, max: 2 },
  },
  events: {
    start: ['partition'],
    found: ['target', 'stamp'],
    missing: [],
    outage: [],
    askGate: [],
    gateAdmits: [],
    gateRejects: [],
    gateSilent: [],
    dispatch: [],
    applied: [],
    lost: [],
    tick: ['ticks'],
    recycle: [],
  },
  guards: { late: (c, e) => c.age + e.ticks > c.bound, expired: (c) => c.age > c.bound },
  updates: {
    aim: { partition: (_, e) => e.partition },
    stamp: { target: (_, e) => e.target, stamp: (_, e) => e.stamp },
    pass: { age: (c, e) => Math.min(c.bound + 1, c.age + e.ticks) },
    fresh: { age: () => 0 },
    clear: { partition: () => 0, target: () => 0, stamp: () => 0, age: () => 0 },
  },
  outputs: { answer: () => ({}), send: (c) => ({ target: c.target, stamp: c.stamp }) },
  config: {
    initial: 'new',
    states: {
      new: {
        on: {
          askGate: ignored,
          start: { target: 'resolving', actions: ['aim'] },
          found: ignored,
          missing: ignored,
          outage: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          dispatch: ignored,
          applied: ignored,
          lost: ignored,
          tick: ignored,
          recycle: ignored,
        },
      },
      resolving: {
        on: {
          found: {
            target: 'resolved',
            actions: ['stamp'],
            meta: {
              requirements: {
                value: ['OSP-086', 'OSP-082', 'OSP-084'],
                epoch: ['OSP-086', 'OSP-082', 'OSP-084'],
                state: ['OSP-102'],
              },
            },
          },
          missing: rejected('placement_missing', 'OSP-099'),
          outage: rejected('placement_backend_unavailable', 'OSP-100'),
          askGate: ignored,
          start: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          dispatch: ignored,
          applied: ignored,
          lost: ignored,
          tick: ignored,
          recycle: ignored,
        },
      },
      resolved: {
        on: {
          askGate: { target: 'asking', actions: ['fresh'] },
          start: ignored,
          found: ignored,
          missing: ignored,
          outage: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          dispatch: ignored,
          applied: ignored,
          lost: ignored,
          tick: ignored,
          recycle: ignored,
        },
      },
      asking: {
        description:
          'The gate was asked. Its verdict may be given at any time from now on, so the deadline counts from here.',
        on: {
          gateAdmits: { target: 'gated', meta: { requirements: { reply: ['OSP-116', 'OSP-063', 'OSP-083'] } } },
          gateRejects: rejected('stale_epoch', 'OSP-088', 'OSP-083', 'OSP-091', 'OSP-089'),
          gateSilent: rejected('placement_backend_unavailable', 'OSP-085'),
          tick: { actions: ['pass'] },
          askGate: ignored,
          start: ignored,
          found: ignored,
          missing: ignored,
          outage: ignored,
          dispatch: ignored,
          applied: ignored,
          lost: ignored,
          recycle: ignored,
        },
      },
      gated: {
        on: {
          dispatch: [
            {
              guard: 'expired',
              target: 'done',
              actions: [{ type: 'answer', params: { code: 'upstream_failed' } }],
              meta: { requirements: { reply: ['OSP-107'], effects: ['OSP-107'] } },
            },
            { target: 'inflight', actions: ['send'], meta: { requirements: { value: ['OSP-096', 'OSP-095'] } } },
          ],
          tick: { actions: ['pass'] },
          askGate: ignored,
          start: ignored,
          found: ignored,
          missing: ignored,
          outage: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          applied: ignored,
          lost: ignored,
          recycle: ignored,
        },
      },
      inflight: {
        on: {
          applied: { target: 'done', meta: { requirements: { effects: ['OSP-096', 'OSP-095'] } } },
          lost: { target: 'done' },
          tick: [
            { guard: 'late', target: 'done', meta: { requirements: { reply: ['OSP-107'], effects: ['OSP-107'] } } },
            { actions: ['pass'] },
          ],
          askGate: ignored,
          start: ignored,
          found: ignored,
          missing: ignored,
          outage: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          dispatch: ignored,
          recycle: ignored,
        },
      },
      done: {
        on: {
          recycle: { target: 'new', actions: ['clear'] },
          askGate: ignored,
          start: ignored,
          found: ignored,
          missing: ignored,
          outage: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          dispatch: ignored,
          applied: ignored,
          lost: ignored,
          tick: ignored,
        },
      },
      rejected: {
        on: {
          recycle: { target: 'new', actions: ['clear'] },
          askGate: ignored,
          start: ignored,
          found: ignored,
          missing: ignored,
          outage: ignored,
          gateAdmits: ignored,
          gateRejects: ignored,
          gateSilent: ignored,
          dispatch: ignored,
          applied: ignored,
          lost: ignored,
          tick: ignored,
        },
      },
    },
  },
})
