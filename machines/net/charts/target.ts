import { chart, type TransitionConfig } from '../../chart/chart.ts'
import { bit, blame, everywhere, fail, node, nodes, send } from './messages.ts'

/** What a complete snapshot is met with, in the order in which it is asked: the first that is so decides. */
export const hindrances = ['none', 'impossible', 'unreadable', 'notReady', 'noFactory', 'noKey', 'refused'] as const
export type Hindrance = (typeof hindrances)[number]

export interface TargetContext {
  /** Who orchestrates, and the source once it is known; 0 without a record. */
  readonly orchestrator: number
  readonly source: number
  /** What becomes of another snapshot than the one restored: 0 it is acknowledged and not restored, 1 it replaces the copy, 2 it is refused (NET-151). */
  readonly replaces: number
  /** What becomes of the snapshot of a migration that is complete: 0 it is restored, 1 acknowledged, 2 ignored (NET-145). */
  readonly late: number
  /** Whether a copy with events behind a gap stays as it is (NET-082). */
  readonly whole: number
  /** Whether events are taken from the orchestrator and one source only (NET-095). */
  readonly binds: number
}

export interface TargetPayload {
  /** Who sends, or who orchestrates. */
  readonly from: number
  /** 1 if the snapshot is the one that was restored. */
  readonly same: number
  /** Index into `hindrances`. */
  readonly hindrance: number
  /** 1 if the daemon took all that is next in sequence. */
  readonly replayed: number
  /** 1 if nothing is held behind a gap. */
  readonly clear: number
  /** 1 if what may be said again is said again. */
  readonly again: number
}

const acknowledge = send('RestoreComplete', 'orchestrator')
const replayed = send('ReplayComplete', 'orchestrator')
const acted = send('ActivateAck', 'orchestrator')
const impossible = {
  guard: { type: 'hindered', params: { by: 'impossible' } },
  actions: [fail('StateFailed', 'sender')],
  ...blame('NET-033'),
} satisfies TransitionConfig
const unreadable = {
  guard: { type: 'hindered', params: { by: 'unreadable' } },
  actions: [fail('StateFailed', 'sender')],
  ...blame('NET-037', 'NET-066', 'NET-087'),
} satisfies TransitionConfig
/** What becomes of a snapshot that is to be restored; a copy that it replaces goes first. */
const restoring = (...first: readonly string[]): readonly TransitionConfig[] => {
  const hindered = (by: Hindrance, reason: Parameters<typeof fail>[0], ...requirements: string[]) => ({
    guard: { type: 'hindered', params: { by } },
    target: 'none',
    actions: [...first, fail(reason, 'sender'), 'forget'],
    ...blame(...requirements),
  })
  return [
    hindered('notReady', 'NotReady', 'NET-083'),
    hindered('noFactory', 'FactoryNotFound', 'NET-084', 'NET-087', 'NET-117'),
    hindered('noKey', 'IdentityTransportFailed', 'NET-090', 'NET-099', 'NET-100'),
    hindered('refused', 'StateFailed', 'NET-035', 'NET-037', 'NET-081', 'NET-087'),
    {
      target: 'restored',
      actions: [...first, 'record', 'restore', acknowledge],
      ...blame('NET-066', 'NET-038', 'NET-075'),
    },
  ]
}
const again: TransitionConfig = { guard: 'same', actions: [acknowledge], ...blame('NET-067') }
const under: readonly TransitionConfig[] = [
  impossible,
  unreadable,
  again,
  { guard: 'pretends', actions: [acknowledge] },
  { guard: 'refuses', actions: [fail('AlreadyMigrating', 'sender')], ...blame('NET-151') },
  ...restoring('drop').map(
    (candidate): TransitionConfig => ({
      ...candidate,
      ...blame(...(candidate.meta?.requirements.frames ?? []), 'NET-151'),
    }),
  ),
]
/** A snapshot that cannot be restored may leave the memory of the migration before it, or take it away (NET-145). */
const remembered = (candidate: TransitionConfig): readonly TransitionConfig[] => {
  if (candidate.target !== 'none') return [candidate]
  const { target: _, guard, actions = [], ...rest } = candidate
  const params = typeof guard === 'object' ? guard.params : {}
  const kept = {
    ...rest,
    guard: { type: 'hinderedAnew', params },
    actions: actions.filter((each) => each !== 'forget'),
  }
  return [kept, candidate]
}
const activated: TransitionConfig = {
  guard: 'clear',
  target: 'done',
  actions: ['activate', acted],
  ...blame('NET-072', 'NET-073'),
}
const dropped: TransitionConfig = { target: 'none', actions: ['drop', 'forget'], ...blame('NET-077') }

/** The node to which a daemon moves. */
export const target = chart<TargetContext, TargetPayload>({
  id: 'net.target',
  explain: 'A target restores, replays without a gap, and is live only once it was told so.',
  context: {
    orchestrator: nodes,
    source: nodes,
    replaces: { min: 0, max: 2 },
    late: { min: 0, max: 2 },
    whole: bit,
    binds: bit,
  },
  payload: {
    from: node,
    same: bit,
    hindrance: { min: 0, max: hindrances.length - 1 },
    replayed: bit,
    clear: bit,
    again: bit,
  },
  events: {
    snapshot: ['from', 'same', 'hindrance', 'again'],
    bindSource: ['from'],
    BufferedEvents: ['from', 'replayed', 'again'],
    ActivateTarget: ['clear'],
    MigrationFailed: ['again'],
    leave: ['again'],
    crash: [],
  },
  guards: {
    hindered: (_, e, { by }) => hindrances[e.hindrance] === by,
    hinderedAnew: (_, e, { by }) => hindrances[e.hindrance] === by && e.again === 0,
    same: (_, e) => e.same === 1,
    acknowledgesLate: (c, e) => c.late === 1 && e.same === 1,
    ignoresLate: (c, e) => c.late === 2 && e.same === 1,
    pretends: (c) => c.replaces === 0,
    refuses: (c) => c.replaces === 2,
    stranger: (c, e) => c.binds === 1 && e.from !== c.orchestrator && e.from !== c.source,
    second: (c, e) => c.binds === 1 && c.source !== 0 && e.from !== c.orchestrator && e.from !== c.source,
    failing: (_, e) => e.replayed === 0,
    clear: (c, e) => c.whole === 0 || e.clear === 1,
    again: (_, e) => e.again === 1,
  },
  updates: {
    record: { orchestrator: (_, e) => e.from, source: () => 0 },
    bind: { source: (c, e) => (c.source === 0 && e.from !== c.orchestrator ? e.from : c.source) },
    bound: { source: (_, e) => e.from },
    forget: { orchestrator: () => 0, source: () => 0 },
  },
  outputs: {
    send: (c) => ({ orchestrator: c.orchestrator }),
    restore: () => ({}),
    replay: () => ({}),
    activate: () => ({}),
    drop: () => ({}),
  },
  config: {
    initial: 'none',
    states: everywhere(
      { crash: { target: 'none', actions: ['forget'] }, leave: {} },
      {
        none: {
          description: 'No copy that came by a migration.',
          on: {
            snapshot: [impossible, unreadable, ...restoring()],
            bindSource: {},
            BufferedEvents: blame('NET-052'),
            ActivateTarget: blame('NET-052', 'NET-076'),
            MigrationFailed: blame('NET-052'),
          },
        },
        restored: {
          description: 'The copy is there and not live.',
          on: {
            snapshot: under,
            bindSource: { actions: ['bound'], ...blame('NET-095') },
            BufferedEvents: [
              { guard: 'stranger', ...blame('NET-095') },
              { guard: 'failing', target: 'replaying', actions: ['replay'], ...blame('NET-069') },
              { target: 'replaying', actions: ['replay', replayed], ...blame('NET-068', 'NET-070') },
            ],
            ActivateTarget: [activated, blame('NET-072', 'NET-082')],
            MigrationFailed: dropped,
          },
        },
        replaying: {
          description: 'The copy takes the events behind its snapshot, in their order.',
          on: {
            snapshot: under,
            bindSource: {},
            BufferedEvents: [
              { guard: 'second', ...blame('NET-095') },
              { guard: 'failing', actions: ['bind', 'replay'], ...blame('NET-069') },
              { actions: ['bind', 'replay', replayed], ...blame('NET-068', 'NET-070', 'NET-141') },
            ],
            ActivateTarget: [activated, blame('NET-072', 'NET-082')],
            MigrationFailed: dropped,
          },
        },
        done: {
          description: 'The copy is the daemon; what is left is the memory of how it came.',
          on: {
            snapshot: [
              impossible,
              unreadable,
              { guard: 'acknowledgesLate', actions: [acknowledge], ...blame('NET-145') },
              { guard: 'ignoresLate', ...blame('NET-145') },
              ...restoring().flatMap(remembered),
            ],
            bindSource: {},
            BufferedEvents: [{ guard: 'again', actions: [replayed], ...blame('NET-071') }, blame('NET-071')],
            ActivateTarget: { actions: [acted], ...blame('NET-074') },
            MigrationFailed: [
              { guard: 'again', target: 'none', actions: ['forget'], ...blame('NET-077') },
              blame('NET-077', 'NET-140'),
            ],
            leave: [{ guard: 'again' }, { target: 'none', actions: ['forget'], ...blame('NET-091') }],
          },
        },
      },
    ),
  },
})
