import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { bit, blame, fail, refuse } from './messages.ts'

export interface RuntimeContext {
  /** 1 while a start has not yet installed the migration handler. */
  readonly installing: number
  /** 1 while a spawn has not yet inserted its daemon. */
  readonly spawning: number
  /** 1 while there is a migration handler. */
  readonly handler: number
  /** Whether a node that has not started answers NotReady to inbound migrations (NET-119). */
  readonly answers: number
}

export interface RuntimePayload {
  /** 1 for a kind, an origin or an identity that is known here. */
  readonly known: number
  /** 1 if identity and snapshot agree in all 32 bytes. */
  readonly fits: number
  /** 1 if the identity is taken, or awaited. */
  readonly taken: number
  /** 1 if the daemon takes the state of the snapshot. */
  readonly well: number
  /** 1 if a node without a handler says so. */
  readonly again: number
}

const done: ActionRef = 'done'
const notReady = { actions: [refuse('not_ready')], ...blame('NET-105') }
const over = (...requirements: string[]): TransitionConfig => ({
  actions: [refuse('shutting_down')],
  ...blame(...requirements),
})
const registering = {
  register: [
    { guard: 'known', actions: [refuse('factory_already_registered')], ...blame('NET-109') },
    { actions: ['registered', done], ...blame('NET-109') },
  ],
  expect: [
    { guard: 'unknown', actions: [refuse('factory_not_found')], ...blame('NET-117') },
    { guard: 'taken', actions: [refuse('already_registered')], ...blame('NET-117') },
    { actions: ['expected', done], ...blame('NET-117') },
  ],
}
const closing = {
  target: 'shuttingDown',
  actions: ['close', 'emptied', done],
  ...blame('NET-104', 'NET-108'),
}

/** The life of a runtime: what may be called when, and who wins against a shutdown. */
export const runtime = chart<RuntimeContext, RuntimePayload>({
  id: 'net.runtime',
  explain: 'A runtime takes registrations first, then daemons, and after its shutdown nothing any more.',
  context: { installing: bit, spawning: bit, handler: bit, answers: bit },
  payload: { known: bit, fits: bit, taken: bit, well: bit, again: bit },
  events: {
    start: [],
    installed: [],
    shutdown: [],
    register: ['known'],
    expect: ['known', 'taken'],
    spawn: ['known', 'fits', 'taken'],
    spawned: ['well'],
    call: [],
    stop: ['known'],
    inbound: ['again'],
  },
  guards: {
    installing: (c) => c.installing === 1,
    spawning: (c) => c.spawning === 1,
    known: (_, e) => e.known === 1,
    unknown: (_, e) => e.known === 0,
    foreign: (_, e) => e.fits === 0,
    taken: (_, e) => e.taken === 1,
    unwell: (c, e) => c.spawning === 1 && e.well === 0,
    answers: (c) => c.answers === 1,
    again: (_, e) => e.again === 1,
  },
  updates: {
    install: { installing: () => 1 },
    ready: { installing: () => 0, handler: () => 1 },
    takeBack: { installing: () => 0 },
    construct: { spawning: () => 1 },
    settle: { spawning: () => 0 },
    close: { handler: () => 0 },
  },
  outputs: {
    done: () => ({}),
    refused: () => ({}),
    registered: () => ({}),
    expected: () => ({}),
    constructed: () => ({}),
    inserted: () => ({}),
    removed: () => ({}),
    allowed: () => ({}),
    emptied: () => ({}),
    handled: () => ({}),
    send: () => ({}),
  },
  config: {
    initial: 'registering',
    states: {
      registering: {
        description: 'Kinds and expectations are registered; there is no handler yet.',
        on: {
          ...registering,
          start: [{ guard: 'installing' }, { actions: ['install'], ...blame('NET-106') }],
          installed: [{ guard: 'installing', target: 'ready', actions: ['ready', done], ...blame('NET-106') }, {}],
          shutdown: closing,
          spawn: notReady,
          spawned: {},
          call: notReady,
          stop: { ...notReady, ...blame('NET-105', 'NET-114') },
          inbound: [
            { guard: 'answers', actions: [fail('NotReady', 'sender')], ...blame('NET-119') },
            { actions: [fail('ComputeNotSupported', 'sender')] },
          ],
        },
      },
      ready: {
        description: 'The handler is there, and everything is allowed.',
        on: {
          ...registering,
          start: { actions: [done], ...blame('NET-106') },
          installed: {},
          shutdown: closing,
          spawn: [
            { guard: 'spawning' },
            { guard: 'unknown', actions: [refuse('factory_not_found')], ...blame('NET-110') },
            { guard: 'foreign', actions: [refuse('snapshot_identity_mismatch')], ...blame('NET-113') },
            { guard: 'taken', actions: [refuse('already_registered')], ...blame('NET-111') },
            { actions: ['construct', 'constructed'], ...blame('NET-110') },
          ],
          spawned: [
            { guard: 'unwell', actions: ['settle', refuse('state_failed')], ...blame('NET-113') },
            { guard: 'spawning', actions: ['settle', 'inserted', done], ...blame('NET-110') },
            {},
          ],
          call: { actions: ['allowed'], ...blame('NET-104') },
          stop: [
            { guard: 'known', actions: ['removed', done], ...blame('NET-114') },
            { actions: [refuse('not_found')], ...blame('NET-114') },
          ],
          inbound: { actions: ['handled'], ...blame('NET-104') },
        },
      },
      shuttingDown: {
        description: 'No daemon, no handler, and never anything again.',
        on: {
          start: over('NET-106'),
          installed: [{ guard: 'installing', actions: ['takeBack', refuse('shutting_down')], ...blame('NET-107') }, {}],
          shutdown: { actions: [done], ...blame('NET-108') },
          register: over('NET-109'),
          expect: over('NET-105', 'NET-112'),
          spawn: over('NET-105'),
          spawned: [{ guard: 'spawning', actions: ['settle', refuse('shutting_down')], ...blame('NET-112') }, {}],
          call: over('NET-105'),
          stop: { actions: [done], ...blame('NET-114') },
          inbound: [
            { guard: 'again', actions: [fail('ComputeNotSupported', 'sender')], ...blame('NET-108') },
            blame('NET-108'),
          ],
        },
      },
    },
  },
})
