import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { bit, blame, everywhere, fail, refuse } from './messages.ts'

export interface DispatcherContext {
  /** Whether every message is taken from those alone whom the specification names (NET-093 to NET-097); else from anybody, but for chunks, CleanupComplete, ActivateTarget and failures. */
  readonly checks: number
  /** Messages to itself that followed the one under way (NET-103). */
  readonly run: number
}

export interface DispatcherPayload {
  /** 1 if the sender is a node from which this message is taken. */
  readonly named: number
  /** 1 if this node has a record of the daemon in any role. */
  readonly known: number
  /** 1 if this node orchestrates a migration of the daemon. */
  readonly orchestrates: number
  /** 1 if this node orchestrates a migration that is past cutover and only goes forward. */
  readonly past: number
}

/** Messages to itself that may follow one message. */
export const longestRun = 32

const route = (...to: readonly ('orchestrator' | 'source' | 'target')[]): ActionRef[] =>
  to.map((role) => ({ type: 'route', params: { to: role } }))
const wrong = (...requirements: string[]): TransitionConfig => ({
  guard: 'stranger',
  actions: [refuse('wrong_peer')],
  ...blame(...requirements),
})
/** Taken from a stranger too, where nobody checks. */
const lenient = (...requirements: string[]): TransitionConfig => ({
  ...wrong(...requirements),
  guard: 'checkedStranger',
})
const unsupported = { actions: [fail('ComputeNotSupported', 'sender')], ...blame('NET-085') }
const ignored = {
  TakeSnapshot: {},
  SnapshotReady: {},
  RestoreComplete: {},
  ReplayComplete: {},
  CutoverNotify: {},
  CleanupComplete: {},
  MigrationFailed: {},
  BufferedEvents: {},
  ActivateTarget: {},
  ActivateAck: {},
  unreadable: {},
}

/** Who may say what, and who of this node hears it. */
export const dispatcher = chart<DispatcherContext, DispatcherPayload>({
  id: 'net.dispatcher',
  explain: 'A dispatcher hands a message to the roles of its node, if it comes from whom they expect it.',
  context: { checks: bit, run: { min: 0, max: longestRun } },
  payload: { named: bit, known: bit, orchestrates: bit, past: bit },
  events: {
    install: [],
    remove: [],
    settle: [],
    toItself: [],
    TakeSnapshot: ['named'],
    SnapshotReady: ['named', 'orchestrates'],
    RestoreComplete: ['named'],
    ReplayComplete: ['named'],
    CutoverNotify: ['named'],
    CleanupComplete: ['named'],
    MigrationFailed: ['named', 'known', 'past'],
    BufferedEvents: [],
    ActivateTarget: ['named'],
    ActivateAck: ['named'],
    unreadable: [],
  },
  guards: {
    stranger: (_, e) => e.named === 0,
    checkedStranger: (c, e) => c.checks === 1 && e.named === 0,
    knownStranger: (_, e) => e.named === 0 && e.known === 1,
    checkedUnknown: (c, e) => c.checks === 1 && e.known === 0,
    unknown: (_, e) => e.known === 0,
    orchestrates: (_, e) => e.orchestrates === 1,
    past: (_, e) => e.past === 1,
    exhausted: (c) => c.run === longestRun,
  },
  updates: { follow: { run: (c) => c.run + 1 }, rest: { run: () => 0 } },
  outputs: { route: () => ({}), refused: () => ({}), observe: () => ({}), send: () => ({}), handle: () => ({}) },
  config: {
    initial: 'bare',
    states: everywhere(
      { install: {}, remove: {} },
      {
        bare: {
          description: 'A node without a migration handler.',
          on: {
            ...ignored,
            install: { target: 'handling' },
            settle: {},
            toItself: {},
            TakeSnapshot: unsupported,
            SnapshotReady: unsupported,
          },
        },
        handling: {
          description: 'Every message goes to the role that it is for.',
          on: {
            remove: { target: 'bare', actions: ['rest'] },
            settle: { actions: ['rest'] },
            toItself: [
              { guard: 'exhausted', ...blame('NET-103') },
              { actions: ['follow', 'handle'], ...blame('NET-103') },
            ],
            TakeSnapshot: [
              {
                guard: 'stranger',
                actions: [refuse('not_permitted'), fail('StateFailed', 'sender')],
                ...blame('NET-096', 'NET-156'),
              },
              { actions: route('source') },
            ],
            SnapshotReady: [
              wrong('NET-091', 'NET-098'),
              { guard: 'orchestrates', actions: route('orchestrator'), ...blame('NET-046') },
              { actions: route('target') },
            ],
            RestoreComplete: [lenient('NET-094'), { actions: route('orchestrator') }],
            ReplayComplete: [lenient('NET-094'), { actions: route('orchestrator') }],
            ActivateAck: [lenient('NET-094'), { actions: route('orchestrator') }],
            CutoverNotify: [lenient('NET-093', 'NET-156'), { actions: route('source') }],
            CleanupComplete: [wrong('NET-092'), { actions: route('orchestrator') }],
            ActivateTarget: [wrong('NET-092'), { actions: route('target') }],
            MigrationFailed: [
              { ...wrong('NET-097'), guard: 'knownStranger' },
              { guard: 'checkedUnknown', ...blame('NET-097') },
              { guard: 'unknown', actions: ['observe'] },
              { guard: 'past', actions: route('orchestrator'), ...blame('NET-140') },
              { actions: ['observe', ...route('orchestrator', 'source', 'target')], ...blame('NET-088') },
            ],
            BufferedEvents: { actions: route('target') },
            unreadable: blame('NET-018'),
          },
        },
      },
    ),
  },
})
