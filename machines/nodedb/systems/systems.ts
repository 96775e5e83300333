import { signalsBody, unchanged } from '../../proof/signals.ts'
import { type System, system } from '../../proof/system.ts'
import {
  governorFaults,
  needFaults,
  receiverFaults,
  requesterFaults,
  senderFaults,
  sessionFaults,
} from '../charts/chart-faults.ts'
import { governor } from '../charts/governor.ts'
import { holds } from '../charts/held.ts'
import { need } from '../charts/need.ts'
import { receiver } from '../charts/receiver.ts'
import { requester } from '../charts/requester.ts'
import { sender } from '../charts/sender.ts'
import { session } from '../charts/session.ts'
import { Resync, type ResyncBounds } from './resync.ts'
import { type ThrottleBounds, Throttling } from './throttle.ts'
import { type PairBounds, ThrottlingPair } from './throttle-pair.ts'

const resyncBounds: ResyncBounds = {
  collections: 1,
  appends: 2,
  frames: 2,
  requests: 1,
  room: 0,
  loses: 1,
  doubles: 1,
  reorders: 1,
  damages: 1,
  compacts: 1,
  breaks: 1,
  crashes: 1,
  diverges: 1,
  crossed: 0,
}

export const resync = system({
  id: 'resync',
  explain:
    'One stream over a link that loses, doubles, reorders and damages, with compaction, crashes of both sides, divergence and a link that goes down.',
  bounds: resyncBounds,
  charts: { receiver, need, sender },
  build: (world, given: ResyncBounds, charts) => new Resync(world, given, charts).body(),
  falsifiers: [
    {
      breaks: 'I1',
      explain: 'A gap moves the expected id past what is missing.',
      charts: { receiver: receiverFaults.gapsArePassedOver },
    },
    {
      breaks: 'I1',
      explain: 'The ids of the sender begin again when it restarts.',
      charts: { sender: senderFaults.idsBeginAgain },
    },
    { breaks: 'I2', explain: 'A duplicate is applied.', charts: { receiver: receiverFaults.duplicatesAreApplied } },
    {
      breaks: 'I3',
      explain: 'A delta ahead of a gap is applied.',
      bounds: { appends: 3 },
      charts: { receiver: receiverFaults.aheadIsApplied },
    },
    { breaks: 'I4', explain: 'A damaged delta is applied.', charts: { receiver: receiverFaults.damageIsApplied } },
    {
      breaks: 'I5',
      explain: 'An old snapshot is taken at any time.',
      charts: { receiver: receiverFaults.staleSnapshotsAreTaken },
    },
    {
      breaks: 'I6',
      explain: 'A request names what was seen instead of what is expected.',
      charts: { receiver: receiverFaults.requestsLie },
    },
    {
      breaks: 'I7',
      explain: 'The expected delta counts as a gap.',
      charts: { receiver: receiverFaults.expectedDeltasAreGaps },
    },
    {
      breaks: 'I8',
      explain: 'Every delta beyond a gap is asked about.',
      charts: { receiver: receiverFaults.everyGapIsAsked },
    },
    { breaks: 'I8', explain: 'A request is repeated without an interval.', charts: { need: needFaults.repeatsAtOnce } },
    {
      breaks: 'I10',
      explain: 'A replay starts behind the id asked for.',
      charts: { sender: senderFaults.replayStartsLate },
    },
    {
      breaks: 'L1',
      explain: 'A request is never repeated.',
      bounds: { doubles: 0, reorders: 0, damages: 0, compacts: 0, breaks: 0, crashes: 0, diverges: 0 },
      charts: { need: needFaults.neverRepeats },
    },
    {
      breaks: 'L1',
      explain: 'What was needed is forgotten when the link goes down.',
      bounds: { doubles: 0, reorders: 0, damages: 0, compacts: 0, crashes: 0, diverges: 0 },
      charts: { need: needFaults.forgetsAtLinkUp },
    },
    {
      breaks: 'L2',
      explain: 'The snapshot that was asked for is ignored.',
      bounds: { loses: 0, damages: 0, reorders: 0, breaks: 0, crashes: 0 },
      charts: { receiver: receiverFaults.snapshotsAreIgnored },
    },
  ],
})

export const holdBack = system({
  ...resync,
  id: 'resync-holding',
  explain:
    'The same with three deltas, of which two may be held back ahead of a gap; no crashes, no link that goes down.',
  bounds: { ...resyncBounds, appends: 3, room: 2, doubles: 0, compacts: 0, breaks: 0, crashes: 0, diverges: 0 },
  falsifiers: [],
})

export const requests = system({
  ...resync,
  id: 'resync-requests',
  explain: 'One stream and two requests under way, which are lost and doubled: repeated and overlapping answers.',
  bounds: { ...resyncBounds, requests: 2, crashes: 0, diverges: 0 },
  falsifiers: [],
})

export const scopes = system({
  ...resync,
  id: 'resync-pair',
  explain: 'Two collections of one sender: trouble and recovery of one never touch the other.',
  bounds: {
    ...resyncBounds,
    collections: 2,
    appends: 1,
    frames: 1,
    doubles: 0,
    reorders: 0,
    compacts: 0,
    breaks: 0,
    crashes: 0,
  },
  falsifiers: [{ breaks: 'I9', explain: 'A snapshot is installed in every collection.', bounds: { crossed: 1 } }],
})

const throttleBounds: ThrottleBounds = { deltas: 7, queue: 2, breaks: 1, reuses: 0 }

export const throttle = system({
  id: 'throttle',
  explain:
    'A slow client with a queue, a server that pushes to it, announcements between them, and a link that goes down.',
  bounds: throttleBounds,
  charts: { requester, governor },
  build: (world, given: ThrottleBounds, charts) => new Throttling(world, given, charts).body(),
  falsifiers: [
    {
      breaks: 'I11',
      explain: 'A limited peer is pushed to as before.',
      charts: { governor: governorFaults.limitIsIgnored },
    },
    {
      breaks: 'I12',
      explain: 'A release is announced above the low mark.',
      charts: { requester: requesterFaults.releasesEarly },
    },
    { breaks: 'I13', explain: 'A dropped delta gives its id to the next one.', bounds: { reuses: 1 } },
    {
      breaks: 'L3',
      explain: 'A drained queue is not announced.',
      bounds: { breaks: 0 },
      charts: { requester: requesterFaults.neverReleases },
    },
    {
      breaks: 'L3-push',
      explain: 'A limited peer gets no new allowance.',
      charts: { governor: governorFaults.neverRefills },
    },
  ],
})

export const pair = system({
  id: 'throttle-pair',
  explain: 'One server and two clients that throttle and release: neither pays for the other.',
  bounds: { rates: 3, announcements: 2, shared: 0 },
  charts: { governor },
  build: (world, given: PairBounds, charts) => new ThrottlingPair(world, given, charts).body(),
  falsifiers: [
    { breaks: 'NDB-104', explain: 'An announcement holds for every peer.', bounds: { shared: 1 } },
    {
      breaks: 'NDB-107',
      explain: 'A release is ignored.',
      charts: { governor: governorFaults.releasesAreIgnored },
    },
  ],
})

export const stream = system({
  id: 'stream-signals',
  explain: 'One stream that may adopt its beginning and ends at id 3, and every signal to it at any moment.',
  bounds: { adopts: 1, last: 3 },
  charts: { receiver },
  build: (world, bounds, charts) =>
    signalsBody(world, charts.receiver, bounds, [
      {
        id: 'I14',
        text: 'What is refused, or does not decode, changes nothing and asks for nothing.',
        holds: (signal) => {
          const refused = signal.event === 'garbage' || signal.outputs.some(({ type }) => type === 'refused')
          return !refused || (unchanged(signal) && signal.outputs.every(({ type }) => type === 'refused'))
        },
      },
      {
        id: 'NDB-068',
        text: 'A delta with id 0 changes nothing.',
        holds: (signal) => signal.event !== 'delta' || signal.payload.id !== 0 || unchanged(signal),
      },
    ]),
  falsifiers: [
    {
      breaks: 'I14',
      explain: 'Bytes that do not decode count as a gap.',
      charts: { receiver: receiverFaults.garbageMoves },
    },
    {
      breaks: 'NDB-068',
      explain: 'A delta with id 0 counts as a damaged one.',
      charts: { receiver: receiverFaults.zeroIsApplied },
    },
  ],
})

export const push = system({
  id: 'push-signals',
  explain: 'A collection as one peer is served from it, and every signal at any moment.',
  bounds: {},
  charts: { sender },
  build: (world, _, charts) =>
    signalsBody(world, charts.sender, {}, [
      {
        id: 'NDB-078',
        text: 'Only a session, a push or a request moves the position, and a request never moves it up.',
        holds: ({ event, after, before }) =>
          event !== 'request' || (after.cursor as number) <= (before.cursor as number),
      },
    ]),
  falsifiers: [
    {
      breaks: 'NDB-078',
      explain: 'A request moves the position up, over deltas that were not pushed.',
      charts: { sender: senderFaults.replayStartsLate },
    },
  ],
})

export const needs = system({
  id: 'need-signals',
  explain: 'One need, and every signal to it at any moment.',
  bounds: {},
  charts: { need },
  build: (world, _, charts) =>
    signalsBody(world, charts.need, {}, [
      {
        id: 'NDB-059',
        text: 'Nothing is sent while the link is down, and what is needed is sent when it comes up.',
        holds: ({ event, from, outputs }) =>
          event === 'up'
            ? (from === 'askedDown') === outputs.length > 0
            : !from.endsWith('Down') || outputs.length === 0,
      },
    ]),
  falsifiers: [
    {
      breaks: 'NDB-059',
      explain: 'What is needed is forgotten when the link goes down.',
      charts: { need: needFaults.forgetsAtLinkUp },
    },
  ],
})

export const pace = system({
  id: 'throttle-signals',
  explain: 'A requester, and every signal to it at any moment.',
  bounds: {},
  charts: { requester },
  build: (world, _, charts) =>
    signalsBody(world, charts.requester, {}, [
      {
        id: 'NDB-098',
        text: 'A release is announced only at the low mark or below.',
        holds: ({ outputs, after }) =>
          outputs.every(({ params }) => params.throttle === true || (after.depth as number) <= (after.low as number)),
      },
    ]),
  falsifiers: [
    {
      breaks: 'NDB-098',
      explain: 'A release is announced above the low mark.',
      charts: { requester: requesterFaults.releasesEarly },
    },
  ],
})

export const limits = system({
  id: 'governor-signals',
  explain: 'A governor, and every signal to it at any moment.',
  bounds: {},
  charts: { governor },
  build: (world, _, charts) =>
    signalsBody(world, charts.governor, {}, [
      {
        id: 'NDB-105',
        text: 'A limited peer is pushed to only out of its allowance.',
        holds: ({ event, from, before, outputs }) =>
          event !== 'push' || from === 'free' || outputs[0]?.type !== 'pushed' || (before.tokens as number) > 0,
      },
    ]),
  falsifiers: [
    {
      breaks: 'NDB-105',
      explain: 'A limited peer is pushed to as before.',
      charts: { governor: governorFaults.limitIsIgnored },
    },
  ],
})

export const door = system({
  id: 'session-signals',
  explain: 'A connection, and every frame to it at any moment.',
  bounds: {},
  charts: { session },
  build: (world, _, charts) =>
    signalsBody(world, charts.session, {}, [
      {
        id: 'NDB-117',
        text: 'Before the handshake nothing is applied or acknowledged, and a refused one leaves the session as it was.',
        holds: (signal) =>
          signal.from !== 'new' ||
          (['version', 'token', 'fork', 'push', 'ping', 'pong', 'clock', 'other', 'garbage'].includes(signal.event)
            ? unchanged(signal) && signal.outputs.every(({ type }) => type !== 'ack' && type !== 'applied')
            : true),
      },
      {
        id: 'NDB-118',
        text: 'A damaged delta is rejected and stays free.',
        holds: (signal) =>
          signal.from !== 'authenticated' ||
          signal.payload.good !== 0 ||
          (unchanged(signal) && signal.outputs.every(({ type }) => type === 'reject')),
      },
      {
        id: 'NDB-119',
        text: 'What is acknowledged is applied.',
        holds: ({ outputs, after }) =>
          outputs.every(({ type, values }) => type !== 'ack' || holds(after.applied as number, values.id as number)),
      },
    ]),
  falsifiers: [
    {
      breaks: 'NDB-117',
      explain: 'A handshake refused for a fork authenticates.',
      charts: { session: sessionFaults.refusalAdmits },
    },
    {
      breaks: 'NDB-117',
      explain: 'Deltas of strangers are applied.',
      charts: { session: sessionFaults.appliesUnknown },
    },
    {
      breaks: 'NDB-118',
      explain: 'A damaged delta is acknowledged.',
      charts: { session: sessionFaults.damageIsAcknowledged },
    },
    {
      breaks: 'NDB-119',
      explain: 'An id below the highest one counts as applied.',
      charts: { session: sessionFaults.highWaterMark },
    },
  ],
})

/** Every system of the protocol; together they take every transition of its charts. */
export const systems: readonly System[] = [
  resync,
  holdBack,
  requests,
  scopes,
  throttle,
  pair,
  stream,
  push,
  needs,
  pace,
  limits,
  door,
]
