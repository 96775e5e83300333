import { chart, type TransitionConfig } from '../../chart/chart.ts'

/** One collection of a sender's log as one peer is served from it. */
export interface SenderContext {
  /** The highest id issued; 0 while there is no such collection. */
  readonly head: number
  /** The lowest id that is still kept as a delta. */
  readonly floor: number
  /** The next id to push. */
  readonly cursor: number
  /** The head when a snapshot was asked for: its watermark is at least this. */
  readonly cut: number
  /** Ids that the log may issue. */
  readonly most: number
}

export interface SenderPayload {
  readonly from: number
  /** 1 if the reason asks for everything. */
  readonly full: number
  /** 1 if the id is beyond what every collection of the scope has issued. */
  readonly beyond: number
  readonly floor: number
  /** Watermark that the sender chose for a snapshot. */
  readonly mark: number
  /** 1 if a delta that was waiting goes before the snapshot. */
  readonly early: number
  /** 1 if a snapshot takes the place of deltas that were compacted before they were pushed. */
  readonly cover: number
}

const ignored = {}
const grows = { actions: ['extend'], meta: { requirements: { value: ['NDB-078'] } } } as const
const compacts = { actions: ['cutOff'] } as const
const closes = { target: 'closed', actions: ['abandon'] } as const
const bars = { target: 'barred', actions: ['abandon'] } as const
const shut = { append: grows, compact: compacts, request: ignored, fail: ignored, silent: ignored } as const

/** What a request asks for, should the call itself not be answered. */
const asking = (requirement: string) => ({ meta: { requirements: { reply: [requirement] } } }) as const

/** How a request is taken where there is a session and the right. */
const requests: readonly TransitionConfig[] = [
  { guard: 'unknown', target: 'snapshotting.unknown', actions: ['order'], ...asking('NDB-088') },
  { guard: 'full', target: 'snapshotting.corrupted', actions: ['order'], ...asking('NDB-086') },
  { guard: 'everything', target: 'snapshotting.everything', actions: ['order'], ...asking('NDB-077') },
  { guard: 'compacted', target: 'snapshotting.compacted', actions: ['order'], ...asking('NDB-083') },
  { guard: 'within', target: 'replaying', actions: ['rewind'], ...asking('NDB-075') },
  { guard: 'level', target: 'satisfied', ...asking('NDB-084') },
  { guard: 'beyond', target: 'snapshotting.beyond', actions: ['order'], ...asking('NDB-085') },
  { target: 'satisfied', ...asking('NDB-075') },
]

/** The same where there is a log. */
const known = requests.slice(1)

const delta = (guard: string | undefined, target: string, ...requirements: string[]) =>
  ({
    ...(guard === undefined ? {} : { guard }),
    target,
    actions: ['delta', 'advance'],
    meta: { requirements: { frames: ['NDB-078', 'NDB-080', ...requirements], reply: ['NDB-078'] } },
  }) satisfies TransitionConfig
/** A snapshot in place of deltas that the log no longer keeps, though the peer was not pushed them. */
const covering = (target: string) =>
  ({
    guard: 'covers',
    target,
    actions: ['snapshot', 'skip'],
    meta: { requirements: { frames: ['NDB-078', 'NDB-089'], reply: ['NDB-078'] } },
  }) satisfies TransitionConfig
const replay = ['NDB-075', 'NDB-076', 'NDB-079', 'NDB-081', 'NDB-082', 'NDB-087', 'NDB-092', 'NDB-093']

/**
 * Snapshots that answer a request; `why` are the requirements of the kind of request. Where those only recommend a snapshot,
 * nothing else is broken by another answer.
 */
const snapshots = (level: 'must' | 'should', ...why: string[]) => ({
  on: {
    push: [
      { guard: 'early', actions: ['delta', 'advance'], meta: { requirements: { frames: ['NDB-078'] } } },
      ...[{ guard: 'settles', target: '#live' }, { target: '#replaying' }].map((to) => ({
        ...to,
        actions: ['snapshot', 'skip'],
        meta: {
          requirements: {
            frames: level === 'must' ? ['NDB-089', 'NDB-081', 'NDB-082', ...why] : why,
            timing: why,
            reply: why,
          },
        },
      })),
    ],
  },
})

/** How one peer is served from one collection: live, from further back, or with a snapshot. */
export const sender = chart<SenderContext, SenderPayload>({
  id: 'nodedb.sender',
  explain: 'A sender pushes the log of a collection to a peer, and answers its requests by replay or by snapshot.',
  context: {
    head: { min: 0, max: 3 },
    floor: { min: 1, max: 4 },
    cursor: { min: 1, max: 4 },
    cut: { min: 0, max: 3 },
    most: { min: 3, max: 3 },
  },
  payload: {
    from: { min: 0, max: 5 },
    full: { min: 0, max: 1 },
    beyond: { min: 0, max: 1 },
    floor: { min: 1, max: 4 },
    mark: { min: 0, max: 3 },
    early: { min: 0, max: 1 },
    cover: { min: 0, max: 1 },
  },
  events: {
    append: [],
    compact: ['floor'],
    open: [],
    close: [],
    restart: [],
    bar: [],
    request: ['from', 'full', 'beyond'],
    push: ['mark', 'early', 'cover'],
    fail: [],
    silent: [],
  },
  guards: {
    unknown: (c) => c.head === 0,
    full: (_, e) => e.full === 1,
    everything: (_, e) => e.from === 0,
    compacted: (c, e) => e.from < c.floor && e.from <= c.head,
    within: (c, e) => e.from <= c.head,
    level: (c, e) => e.from === c.head + 1,
    beyond: (_, e) => e.beyond === 1,
    more: (c) => c.cursor < c.head,
    one: (c) => c.cursor === c.head,
    early: (c, e) => e.early === 1 && c.cursor <= c.head,
    settles: (c, e) => e.mark >= c.head,
    covers: (c, e) => e.cover === 1 && c.cursor < c.floor && c.cursor <= c.head && e.mark >= c.floor - 1,
    coversAll: (c, e) => e.cover === 1 && c.cursor < c.floor && c.cursor <= c.head && e.mark >= c.head,
  },
  updates: {
    extend: { head: (c) => Math.min(c.head + 1, c.most) },
    cutOff: { floor: (c, e) => Math.max(c.floor, Math.min(e.floor, c.head + 1)) },
    order: { cut: (c) => c.head },
    rewind: { cursor: (c, e) => Math.min(c.cursor, e.from) },
    advance: { cursor: (c) => c.cursor + 1 },
    skip: { cursor: (c, e) => Math.min(c.head, e.mark) + 1, cut: () => 0 },
    drop: { cut: () => 0 },
    abandon: { cursor: (c) => c.head + 1, cut: () => 0 },
    begin: { cursor: (c) => c.head + 1 },
  },
  outputs: {
    delta: (c) => ({ id: c.cursor }),
    snapshot: (c, e) => ({ mark: Math.min(c.head, e.mark) }),
  },
  config: {
    initial: 'closed',
    states: {
      closed: {
        description: 'The peer has no session; the log grows all the same.',
        on: {
          ...shut,
          open: { target: 'live', actions: ['begin'] },
          close: ignored,
          restart: ignored,
          bar: { target: 'barred' },
          push: { meta: { requirements: { frames: ['NDB-116'] } } },
        },
      },
      barred: {
        description: 'The principal of the peer may not read the collection.',
        on: {
          ...shut,
          open: ignored,
          close: ignored,
          restart: ignored,
          bar: ignored,
          push: { meta: { requirements: { frames: ['NDB-116'] } } },
        },
      },
      live: {
        id: 'live',
        description: 'What is appended is pushed.',
        on: {
          append: grows,
          compact: compacts,
          open: ignored,
          close: closes,
          restart: closes,
          bar: bars,
          request: requests,
          push: [
            covering('live'),
            delta('more', 'live'),
            delta('one', 'live'),
            { meta: { requirements: { frames: ['NDB-078'] } } },
          ],
          fail: ignored,
          silent: ignored,
        },
      },
      satisfied: {
        description: 'The peer asked from behind the head: it has everything.',
        on: {
          append: { ...grows, target: 'live' },
          compact: compacts,
          open: ignored,
          close: closes,
          restart: closes,
          bar: bars,
          request: known,
          push: [
            covering('satisfied'),
            delta('more', 'satisfied', 'NDB-084'),
            delta('one', 'satisfied', 'NDB-084'),
            { target: 'live', meta: { requirements: { frames: ['NDB-084', 'NDB-085', 'NDB-087'] } } },
          ],
          fail: ignored,
          silent: ignored,
        },
      },
      replaying: {
        id: 'replaying',
        description: 'Deltas are sent again, from the lowest id asked for up to the head.',
        on: {
          append: grows,
          compact: compacts,
          open: ignored,
          close: closes,
          restart: closes,
          bar: bars,
          request: known,
          push: [
            { ...covering('live'), guard: 'coversAll' },
            covering('replaying'),
            delta('more', 'replaying', ...replay),
            delta(undefined, 'live', ...replay),
          ],
          fail: ignored,
          silent: ignored,
        },
      },
      snapshotting: {
        description: 'A snapshot is due; deltas above its watermark follow.',
        initial: 'everything',
        on: {
          append: grows,
          compact: compacts,
          open: ignored,
          close: closes,
          restart: closes,
          bar: bars,
          // The snapshot stays due; deltas may go out before it from as far back as is asked for.
          request: [
            { guard: 'full' },
            { guard: 'everything' },
            { guard: 'compacted' },
            { guard: 'within', actions: ['rewind'] },
            {},
          ],
          fail: { target: 'live', actions: ['drop'], meta: { requirements: { frames: ['NDB-090'] } } },
          silent: { target: 'live', actions: ['drop'], meta: { requirements: { frames: ['NDB-088'] } } },
        },
        states: {
          everything: { description: 'Asked from 0.', ...snapshots('must', 'NDB-077', 'NDB-091', 'NDB-093') },
          corrupted: { description: 'Asked because the peer has lost its state.', ...snapshots('should', 'NDB-086') },
          compacted: { description: 'Asked from below the floor.', ...snapshots('should', 'NDB-083') },
          beyond: { description: 'Asked from an id that was never issued.', ...snapshots('should', 'NDB-085') },
          unknown: { description: 'Asked for a collection that is not there.', ...snapshots('must', 'NDB-088') },
        },
      },
    },
  },
})
