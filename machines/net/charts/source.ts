import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { bit, blame, everywhere, fail, node, nodes, refuse, send } from './messages.ts'

export interface SourceContext {
  /** Who asked for the snapshot, and where the daemon goes; 0 without a record. */
  readonly orchestrator: number
  readonly target: number
  /** Whether every refused TakeSnapshot is answered, and one that its orchestrator repeats is served again (NET-064). */
  readonly answers: number
  /** What becomes of an event delivered behind the snapshot: 0 processed by the old copy, 1 kept, 2 refused (NET-065). */
  readonly keeps: number
  /** Whether what was kept is processed here when the migration is given up (NET-148). */
  readonly returns: number
  /** Whether a migration that was handed over is remembered (NET-093). */
  readonly remembers: number
}

export interface SourcePayload {
  /** Who asks, and where the daemon is to go. */
  readonly from: number
  readonly target: number
  /** 1 if the target is another node than this one. */
  readonly away: number
  /** 1 if a live daemon is here that has a snapshot. */
  readonly able: number
  /** 1 if the envelope could be sealed, or none was asked for. */
  readonly sealed: number
  /** 1 if the buffer has room for an event that fits a datagram; 2 if it has none; 0 for an event that fits none. */
  readonly room: number
  /** 1 if what may be said again is said again. */
  readonly again: number
}

const keep: ActionRef = 'keep'
const handOver = ['drain', 'release', send('CleanupComplete', 'orchestrator')] as const
const offered: readonly TransitionConfig[] = [
  { guard: 'tooLarge', actions: [refuse('too_large')], ...blame('NET-020') },
  { guard: 'full', actions: [refuse('buffer_full')], ...blame('NET-058') },
  { actions: [keep, 'buffered'], ...blame('NET-056') },
]
const taken: readonly TransitionConfig[] = [
  { guard: 'unable', actions: ['unable'] },
  {
    guard: 'unableTold',
    actions: ['unable', fail('StateFailed', 'sender')],
    ...blame('NET-064', 'NET-153', 'NET-157'),
  },
  { guard: 'unsealed', actions: ['unable', fail('IdentityTransportFailed', 'sender')], ...blame('NET-063', 'NET-101') },
  {
    target: 'buffering',
    actions: ['record', 'snapshot', send('SnapshotReady', 'orchestrator')],
    ...blame('NET-055', 'NET-021', 'NET-042'),
  },
]

/** The node from which a daemon moves. */
export const source = chart<SourceContext, SourcePayload>({
  id: 'net.source',
  explain: 'A source keeps events from its snapshot on, hands them over at cutover, and lets the daemon go.',
  context: {
    orchestrator: nodes,
    target: nodes,
    answers: bit,
    keeps: { min: 0, max: 2 },
    returns: bit,
    remembers: bit,
  },
  payload: {
    from: node,
    target: node,
    away: bit,
    able: bit,
    sealed: bit,
    room: { min: 0, max: 2 },
    again: bit,
  },
  events: {
    TakeSnapshot: ['from', 'target', 'away', 'able', 'sealed'],
    offer: ['room'],
    deliver: ['room'],
    CutoverNotify: ['target', 'again'],
    MigrationFailed: [],
    arrive: [],
    crash: [],
  },
  guards: {
    tooLarge: (_, e) => e.room === 0,
    full: (_, e) => e.room === 2,
    unable: (c, e) => c.answers === 0 && (e.able === 0 || e.away === 0),
    unableTold: (_, e) => e.able === 0 || e.away === 0,
    unsealed: (_, e) => e.sealed === 0,
    again: (_, e) => e.again === 1,
    answersOwn: (c, e) => c.answers === 1 && c.orchestrator === e.from && e.away === 1,
    returnsToItself: (c, e) => c.answers === 1 && c.orchestrator === e.from,
    answers: (c) => c.answers === 1,
    keeps: (c) => c.keeps === 1,
    refuses: (c) => c.keeps === 2,
    returns: (c) => c.returns === 1,
    remembers: (c) => c.remembers === 1,
  },
  updates: {
    record: { orchestrator: (_, e) => e.from, target: (_, e) => e.target },
    redirect: { target: (_, e) => e.target },
    forget: { orchestrator: () => 0, target: () => 0 },
  },
  outputs: {
    send: (c) => ({ orchestrator: c.orchestrator }),
    refused: () => ({}),
    snapshot: () => ({}),
    unable: () => ({}),
    keep: () => ({}),
    buffered: () => ({}),
    unbuffered: () => ({}),
    process: () => ({}),
    drain: (_, e) => ({ to: e.target }),
    release: () => ({}),
    return: () => ({}),
    discard: () => ({}),
  },
  config: {
    initial: 'idle',
    states: everywhere(
      { crash: { target: 'idle', actions: ['forget'] } },
      {
        idle: {
          description: 'No migration away from here.',
          on: {
            TakeSnapshot: taken,
            offer: { actions: ['unbuffered'], ...blame('NET-056') },
            deliver: { actions: ['process'], ...blame('NET-116') },
            CutoverNotify: { actions: [send('CleanupComplete', 'sender')] },
            MigrationFailed: {},
            arrive: {},
          },
        },
        buffering: {
          description: 'The snapshot is taken, and events are kept.',
          on: {
            TakeSnapshot: [
              {
                guard: 'answersOwn',
                actions: ['redirect', send('SnapshotReady', 'orchestrator')],
                ...blame('NET-055', 'NET-064'),
              },
              {
                guard: 'returnsToItself',
                actions: ['unable', fail('StateFailed', 'sender')],
                ...blame('NET-157'),
              },
              {
                guard: 'answers',
                actions: ['unable', fail('AlreadyMigrating', 'sender')],
                ...blame('NET-055', 'NET-064'),
              },
              { actions: ['unable'], ...blame('NET-055') },
            ],
            offer: offered,
            deliver: [
              { guard: 'refuses', actions: [refuse('writes_rejected')], ...blame('NET-065') },
              { guard: 'tooLarge', actions: [refuse('too_large')], ...blame('NET-020', 'NET-065') },
              { guard: 'full', actions: [refuse('buffer_full')], ...blame('NET-058', 'NET-065') },
              { guard: 'keeps', actions: [keep, 'buffered'], ...blame('NET-065') },
              { actions: ['process'] },
            ],
            CutoverNotify: [
              {
                guard: 'remembers',
                target: 'gone',
                actions: [...handOver],
                ...blame('NET-060', 'NET-057', 'NET-093'),
              },
              { target: 'idle', actions: [...handOver, 'forget'], ...blame('NET-060', 'NET-057') },
            ],
            MigrationFailed: [
              { guard: 'returns', target: 'idle', actions: ['return', 'forget'], ...blame('NET-062', 'NET-148') },
              { target: 'idle', actions: ['discard', 'forget'], ...blame('NET-062') },
            ],
            arrive: {},
          },
        },
        gone: {
          description: 'Handed over: the daemon is not here any more, and the migration is remembered.',
          on: {
            TakeSnapshot: taken.slice(1),
            offer: { actions: [refuse('writes_rejected')], ...blame('NET-057') },
            deliver: { actions: [refuse('writes_rejected')], ...blame('NET-057') },
            CutoverNotify: [
              { guard: 'again', actions: ['drain', send('CleanupComplete', 'orchestrator')], ...blame('NET-093') },
              { actions: [send('CleanupComplete', 'orchestrator')], ...blame('NET-093') },
            ],
            MigrationFailed: blame('NET-097', 'NET-140'),
            arrive: { target: 'idle', actions: ['forget'], ...blame('NET-075') },
          },
        },
      },
    ),
  },
})
