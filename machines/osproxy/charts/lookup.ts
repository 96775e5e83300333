import { chart } from '../../chart/chart.ts'

/** One read of the store by a proxy, with its retries. */
export interface LookupContext {
  /** Reads made so far. */
  readonly attempts: number
  /** Reads allowed in total; at least 1. */
  readonly limit: number
}

const ignored = {}

/** Ask, back off, ask again: only a momentary outage is retried, a definitive answer never is. */
export const lookup = chart<LookupContext, Record<string, never>>({
  id: 'osproxy.lookup',
  explain: 'A proxy asks the store afresh for every request and retries a momentary outage a bounded number of times.',
  context: { attempts: { min: 0, max: 8 }, limit: { min: 1, max: 8, initial: 3 } },
  payload: {},
  events: { ask: [], found: [], missing: [], outage: [], refused: [] },
  guards: { spent: (c) => c.attempts >= c.limit },
  updates: { first: { attempts: () => 1 }, again: { attempts: (c) => c.attempts + 1 } },
  outputs: { placed: () => ({}), failed: () => ({}), retry: () => ({}) },
  config: {
    initial: 'idle',
    states: {
      idle: {
        on: {
          ask: { target: 'asking', actions: ['first'] },
          found: ignored,
          missing: ignored,
          outage: ignored,
          refused: ignored,
        },
      },
      asking: {
        on: {
          ask: ignored,
          found: {
            target: 'idle',
            actions: ['placed'],
            meta: {
              requirements: {
                timing: ['OSP-098', 'OSP-097'],
                value: ['OSP-082', 'OSP-084'],
                epoch: ['OSP-082', 'OSP-084'],
              },
            },
          },
          missing: {
            target: 'idle',
            actions: [{ type: 'failed', params: { code: 'placement_missing', status: 404, retryable: false } }],
            meta: { requirements: { reply: ['OSP-099'], timing: ['OSP-099'] } },
          },
          refused: {
            target: 'idle',
            actions: [
              { type: 'failed', params: { code: 'placement_backend_unavailable', status: 503, retryable: false } },
            ],
            meta: { requirements: { reply: ['OSP-099'], timing: ['OSP-099'], effects: ['OSP-100'] } },
          },
          outage: [
            {
              guard: 'spent',
              target: 'idle',
              actions: [
                { type: 'failed', params: { code: 'placement_backend_unavailable', status: 503, retryable: true } },
              ],
              meta: {
                requirements: { reply: ['OSP-100', 'OSP-097'], timing: ['OSP-098', 'OSP-097'], effects: ['OSP-100'] },
              },
            },
            {
              actions: ['again', 'retry'],
              meta: { requirements: { reply: ['OSP-097'], timing: ['OSP-098', 'OSP-097'] } },
            },
          ],
        },
      },
    },
  },
})
