import { chart, type TransitionConfig } from '../../chart/chart.ts'
import { hold, holds } from './held.ts'

/** One client at a server's door. What was applied outlives the connection. */
export interface SessionContext {
  /** Ids applied, as a set of small numbers (`held.ts`). */
  readonly applied: number
  /** Declared choice: an empty delta deletes its document rather than being refused. */
  readonly deletes: number
}

export interface SessionPayload {
  readonly id: number
  readonly good: number
  readonly empty: number
}

const ignored = {}
const answers = (
  type: string,
  requirements: readonly string[],
  params: { readonly [name: string]: string | boolean } = {},
) => ({
  actions: [{ type, params }],
  meta: { requirements: { frames: requirements, effects: requirements, reply: requirements, state: requirements } },
})
const refusals = {
  version: answers('handshake', ['NDB-117'], { success: false, fork: false }),
  token: answers('handshake', ['NDB-117'], { success: false, fork: false }),
  fork: answers('handshake', ['NDB-117'], { success: false, fork: true }),
} satisfies { readonly [event: string]: TransitionConfig }
const silence = { meta: { requirements: { frames: ['NDB-117'], effects: ['NDB-117'], state: ['NDB-117'] } } } as const
const garbage = { meta: { requirements: { frames: ['NDB-033'], effects: ['NDB-033'], state: ['NDB-033'] } } } as const

/** A connection as its acceptor sees it: first the handshake, then deltas in and their verdicts out. */
export const session = chart<SessionContext, SessionPayload>({
  id: 'nodedb.session',
  explain: 'An acceptor takes nothing before the handshake, and acknowledges exactly what it applied.',
  context: { applied: { min: 0, max: 7 }, deletes: { min: 0, max: 1 } },
  payload: { id: { min: 1, max: 3 }, good: { min: 0, max: 1 }, empty: { min: 0, max: 1 } },
  events: {
    open: [],
    close: [],
    accepted: [],
    version: [],
    token: [],
    fork: [],
    push: ['id', 'good', 'empty'],
    ping: [],
    pong: [],
    clock: [],
    other: [],
    garbage: [],
  },
  guards: {
    bad: (_, e) => e.good === 0,
    badEmpty: (c, e) => e.good === 0 && e.empty === 1 && c.deletes === 0,
    known: (c, e) => holds(c.applied, e.id),
    emptyRefused: (c, e) => e.empty === 1 && c.deletes === 0,
  },
  updates: { apply: { applied: (c, e) => hold(c.applied, e.id) } },
  outputs: {
    handshake: () => ({}),
    reject: (_, e) => ({ id: e.id }),
    ack: (_, e) => ({ id: e.id }),
    applied: (_, e) => ({ id: e.id }),
    answer: () => ({}),
  },
  config: {
    initial: 'closed',
    states: {
      closed: {
        description: 'No connection.',
        on: {
          open: { target: 'new' },
          close: ignored,
          accepted: ignored,
          version: ignored,
          token: ignored,
          fork: ignored,
          push: ignored,
          ping: ignored,
          pong: ignored,
          clock: ignored,
          other: ignored,
          garbage: ignored,
        },
      },
      new: {
        description: 'Connected, and nobody yet.',
        on: {
          open: ignored,
          close: { target: 'closed' },
          accepted: { target: 'authenticated', ...answers('handshake', ['NDB-117'], { success: true, fork: false }) },
          ...refusals,
          push: answers('reject', ['NDB-117'], { hint: 'PermissionDenied' }),
          ping: silence,
          pong: silence,
          clock: silence,
          other: silence,
          garbage,
        },
      },
      authenticated: {
        description: 'The client is known.',
        on: {
          open: ignored,
          close: { target: 'closed' },
          accepted: ignored,
          version: ignored,
          token: ignored,
          fork: ignored,
          push: [
            // Two rows of the table say no, and either may say why.
            { guard: 'badEmpty', ...answers('reject', ['NDB-118'], { hint: 'any' }) },
            { guard: 'bad', ...answers('reject', ['NDB-118'], { hint: 'IntegrityViolation' }) },
            { guard: 'emptyRefused', ...answers('reject', ['NDB-119'], { hint: 'any' }) },
            { guard: 'known', ...answers('ack', ['NDB-119']) },
            {
              actions: ['applied', 'apply', 'ack'],
              meta: {
                requirements: { frames: ['NDB-119', 'NDB-118'], effects: ['NDB-119', 'NDB-118'], reply: ['NDB-119'] },
              },
            },
          ],
          ping: answers('answer', ['NDB-117'], { with: 'pong' }),
          pong: {},
          clock: answers('answer', ['NDB-117'], { with: 'clocks' }),
          other: ignored,
          garbage,
        },
      },
    },
  },
})
