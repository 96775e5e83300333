import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { bit, blame, everywhere, fail, node, nodes, refuse, send } from './messages.ts'

export interface OrchestratorContext {
  /** The participants of the record; 0 without one. */
  readonly source: number
  readonly target: number
  /** Whether a message out of phase, or behind the snapshot, is without effect (NET-051, NET-152). */
  readonly phased: number
  /** How a migration past cutover is driven on: 0 not at all, 1 it is neither given up nor cancelled, and a start resumes it (NET-125, NET-130), 2 no failure ends it either (NET-140). */
  readonly forward: number
  /** Whether participants are told of an end before cutover (NET-089, NET-155). */
  readonly tells: number
}

export interface OrchestratorPayload {
  readonly source: number
  readonly target: number
  /** 1 if the source is this node, and then whether its snapshot was taken. */
  readonly local: number
  readonly taken: number
  /** 1 for the chunk with index 0, and whether it is a valid beginning. */
  readonly first: number
  readonly valid: number
  /** 1 if the sequence told is below the snapshot's, or the head is of another origin. */
  readonly behind: number
  /** 1 if what may be said again or left out is said again. */
  readonly again: number
}

const asked = send('BufferedEvents', 'target')
const cutover = send('CutoverNotify', 'source')
const activate = send('ActivateTarget', 'target')
const forward = send('SnapshotReady', 'target')
const ended = (code: string): ActionRef => ({ type: 'ended', params: { as: code } })

const refused = { actions: [refuse('already_migrating')], ...blame('NET-040') }
const behind = { guard: 'behind', ...blame('NET-152') }
const early = (requirement: string, action: ActionRef): readonly TransitionConfig[] => [
  { guard: 'phased', ...blame('NET-051', requirement) },
  { actions: [action], ...blame(requirement) },
]
const askAgain: readonly TransitionConfig[] = [
  { guard: 'again', actions: [asked], ...blame('NET-047', 'NET-053') },
  blame('NET-053'),
]
const chunks: readonly TransitionConfig[] = [
  { guard: 'broken', ...blame('NET-045') },
  { actions: [forward], ...blame('NET-046') },
]
/** From replay on a chunk may be left out. */
const lateChunks: readonly TransitionConfig[] = [
  { guard: 'broken', ...blame('NET-045') },
  { guard: 'again', actions: [forward], ...blame('NET-046') },
  blame('NET-044', 'NET-046'),
]
const untold = (as: string, requirement: string): TransitionConfig => ({
  target: 'none',
  actions: [ended(as), 'forget'],
  ...blame(requirement),
})
const failed: readonly TransitionConfig[] = [
  {
    guard: 'tells',
    target: 'none',
    actions: [ended('failed'), send('MigrationFailed', 'others'), 'forget'],
    ...blame('NET-088', 'NET-089'),
  },
  untold('failed', 'NET-088'),
]
const cancelled: TransitionConfig = {
  target: 'none',
  actions: [ended('cancelled'), fail('StateFailed', 'source'), fail('StateFailed', 'target'), 'forget'],
  ...blame('NET-054', 'NET-130'),
}
const givenUp: readonly TransitionConfig[] = [
  {
    guard: 'tells',
    target: 'none',
    actions: [ended('given-up'), fail('StateFailed', 'source'), fail('StateFailed', 'target'), 'forget'],
    ...blame('NET-054', 'NET-155'),
  },
  untold('given-up', 'NET-054'),
]
const before = { start: refused, MigrationFailed: failed, cancel: cancelled, giveUp: givenUp }
const past = (due: ActionRef) => ({
  start: [
    { guard: 'forward', actions: ['resumed', due], ...blame('NET-125', 'NET-147') },
    { actions: [refuse('already_migrating')] },
  ],
  MigrationFailed: [{ guard: 'onward', ...blame('NET-140') }, untold('failed', 'NET-088')],
  cancel: [{ guard: 'forward', actions: [refuse('past_cutover')], ...blame('NET-130') }, cancelled],
  giveUp: [
    { guard: 'forward', actions: [refuse('past_cutover')], ...blame('NET-125', 'NET-140') },
    untold('given-up', 'NET-054'),
  ],
  repeat: { actions: [due], ...blame('NET-147') },
})

/** One migration as the node sees it that started it. */
export const orchestrator = chart<OrchestratorContext, OrchestratorPayload>({
  id: 'net.orchestrator',
  explain: 'An orchestrator takes a daemon through the phases in their order, and past cutover only forward.',
  context: { source: nodes, target: nodes, phased: bit, forward: { min: 0, max: 2 }, tells: bit },
  payload: {
    source: node,
    target: node,
    local: bit,
    taken: bit,
    first: bit,
    valid: bit,
    behind: bit,
    again: bit,
  },
  events: {
    start: ['source', 'target', 'local', 'taken'],
    SnapshotReady: ['first', 'valid', 'again'],
    RestoreComplete: ['behind', 'again'],
    ReplayComplete: ['behind', 'again'],
    CleanupComplete: ['again'],
    ActivateAck: [],
    MigrationFailed: [],
    cancel: [],
    giveUp: [],
    repeat: [],
    crash: [],
  },
  guards: {
    same: (_, e) => e.source === e.target,
    untaken: (_, e) => e.local === 1 && e.taken === 0,
    local: (_, e) => e.local === 1,
    opening: (_, e) => e.first === 1 && e.valid === 1,
    broken: (_, e) => e.first === 1 && e.valid === 0,
    again: (_, e) => e.again === 1,
    behind: (c, e) => c.phased === 1 && e.behind === 1,
    phased: (c) => c.phased === 1,
    lenientAgain: (c, e) => c.phased === 0 && e.again === 1,
    forward: (c) => c.forward > 0,
    onward: (c) => c.forward === 2,
    tells: (c) => c.tells === 1,
  },
  updates: {
    record: { source: (_, e) => e.source, target: (_, e) => e.target },
    forget: { source: () => 0, target: () => 0 },
  },
  outputs: {
    send: (c) => ({ source: c.source, target: c.target }),
    refused: () => ({}),
    ended: () => ({}),
    resumed: () => ({}),
    snapshot: (c) => ({ target: c.target }),
    unsnapped: () => ({}),
  },
  config: {
    initial: 'none',
    states: everywhere(
      {
        SnapshotReady: {},
        RestoreComplete: {},
        ReplayComplete: {},
        CleanupComplete: {},
        ActivateAck: {},
        MigrationFailed: {},
        cancel: { actions: [refuse('daemon_not_found')], ...blame('NET-054', 'NET-130') },
        giveUp: { actions: [refuse('daemon_not_found')], ...blame('NET-054') },
        repeat: {},
        crash: { target: 'none', actions: ['forget'] },
      },
      {
        none: {
          description: 'No migration of the daemon.',
          on: {
            start: [
              { guard: 'same', actions: [refuse('same_node')], ...blame('NET-157') },
              { guard: 'untaken', actions: ['unsnapped'], ...blame('NET-043') },
              {
                guard: 'local',
                target: 'transfer',
                actions: ['record', 'snapshot'],
                ...blame('NET-040', 'NET-042'),
              },
              {
                target: 'snapshot',
                actions: ['record', send('TakeSnapshot', 'source')],
                ...blame('NET-040', 'NET-041'),
              },
            ],
          },
        },
        snapshot: {
          description: 'The source was asked for a snapshot.',
          on: {
            ...before,
            SnapshotReady: [
              { guard: 'broken', ...blame('NET-045') },
              { guard: 'opening', target: 'transfer', actions: [forward], ...blame('NET-046') },
              { actions: [forward], ...blame('NET-046') },
            ],
            RestoreComplete: early('NET-047', asked),
            ReplayComplete: early('NET-048', cutover),
            CleanupComplete: early('NET-049', activate),
            ActivateAck: [
              { guard: 'phased', ...blame('NET-050', 'NET-051') },
              { target: 'none', actions: [ended('succeeded'), 'forget'] },
            ],
          },
        },
        transfer: {
          description: 'The snapshot is on its way to the target.',
          on: {
            ...before,
            SnapshotReady: chunks,
            RestoreComplete: [behind, { target: 'replay', actions: [asked], ...blame('NET-047') }],
            ReplayComplete: early('NET-048', cutover),
            CleanupComplete: early('NET-049', activate),
            ActivateAck: [
              { guard: 'phased', ...blame('NET-050', 'NET-051') },
              { target: 'none', actions: [ended('succeeded'), 'forget'] },
            ],
          },
        },
        replay: {
          description: 'The target has restored, and replays what it is given.',
          on: {
            ...before,
            SnapshotReady: lateChunks,
            RestoreComplete: askAgain,
            ReplayComplete: [behind, { target: 'cutover', actions: [cutover], ...blame('NET-048') }],
            CleanupComplete: early('NET-049', activate),
            ActivateAck: [
              { guard: 'phased', ...blame('NET-050', 'NET-051') },
              { target: 'none', actions: [ended('succeeded'), 'forget'] },
            ],
          },
        },
        cutover: {
          description: 'The source was told to let go. From here on there is no way back.',
          on: {
            ...past(cutover),
            SnapshotReady: lateChunks,
            RestoreComplete: askAgain,
            ReplayComplete: [{ guard: 'again', actions: [cutover], ...blame('NET-048', 'NET-053') }, blame('NET-053')],
            CleanupComplete: { target: 'complete', actions: [activate], ...blame('NET-049') },
            ActivateAck: [
              { guard: 'phased', ...blame('NET-050', 'NET-051') },
              { target: 'none', actions: [ended('succeeded'), 'forget'] },
            ],
          },
        },
        complete: {
          description: 'The source has let go, and the target was told to go live.',
          on: {
            ...past(activate),
            SnapshotReady: lateChunks,
            RestoreComplete: askAgain,
            ReplayComplete: [{ guard: 'lenientAgain', actions: [cutover] }, blame('NET-051', 'NET-053')],
            CleanupComplete: [
              { guard: 'again', actions: [activate], ...blame('NET-049', 'NET-053') },
              blame('NET-053'),
            ],
            ActivateAck: { target: 'none', actions: [ended('succeeded'), 'forget'], ...blame('NET-050') },
          },
        },
      },
    ),
  },
})
