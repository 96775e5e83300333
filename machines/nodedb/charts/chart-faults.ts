import { amend } from '../../chart/amend.ts'
import type { TransitionConfig } from '../../chart/chart.ts'
import { governor } from './governor.ts'
import { need } from './need.ts'
import { receiver } from './receiver.ts'
import { requester } from './requester.ts'
import { sender } from './sender.ts'
import { session } from './session.ts'

const guarded =
  (guard: string, change: Partial<TransitionConfig>) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.map((candidate) => (candidate.guard === guard ? { ...candidate, ...change } : candidate))
const without =
  (guard: string) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.filter((candidate) => candidate.guard !== guard)

/** Receivers with one fault each, named after it. */
export const receiverFaults = {
  gapsArePassedOver: amend<typeof receiver>(
    { ...receiver, updates: { ...receiver.updates, note: { next: (_, e) => e.id + 1 } } },
    'fresh',
    'delta',
    (candidates) =>
      candidates.map((candidate) =>
        candidate.actions?.includes('note') === true ? { ...candidate, target: 'live', actions: ['note'] } : candidate,
      ),
  ),
  duplicatesAreApplied: amend(receiver, 'live', 'delta', guarded('behind', { actions: ['adopted'] })),
  aheadIsApplied: amend(receiver, 'gapped', 'delta', guarded('ahead', { actions: ['adopted', 'note'] })),
  damageIsApplied: amend(
    receiver,
    'live',
    'delta',
    guarded('damaged', { actions: ['applied', 'apply'], target: 'live' }),
  ),
  staleSnapshotsAreTaken: amend(receiver, 'live', 'snapshot', without('stale')),
  requestsLie: {
    ...receiver,
    outputs: { ...receiver.outputs, asks: (c) => ({ next: c.until, until: c.until }) },
  } satisfies typeof receiver,
  expectedDeltasAreGaps: amend(
    receiver,
    'live',
    'delta',
    guarded('expected', { target: 'gapped', actions: ['note', 'raise'] }),
  ),
  everyGapIsAsked: amend(receiver, 'gapped', 'delta', guarded('ahead', { actions: ['note', 'raise'] })),
  snapshotsAreIgnored: amend(receiver, 'rebuilding', 'snapshot', () => ({})),
  garbageMoves: amend(receiver, 'live', 'garbage', () => ({ target: 'gapped', actions: ['raise'] })),
  zeroIsApplied: amend(receiver, 'live', 'delta', guarded('zero', { actions: ['count'] })),
}

/** Needs with one fault each. */
export const needFaults = {
  neverRepeats: amend(need, 'asked', 'tick', () => ({ actions: [] })),
  repeatsAtOnce: { ...need, guards: { ...need.guards, due: () => true } } satisfies typeof need,
  forgetsAtLinkUp: amend(need, 'askedDown', 'up', () => ({ target: 'met' })),
}

/** Senders with one fault each. */
export const senderFaults = {
  replayStartsLate: {
    ...sender,
    updates: { ...sender.updates, rewind: { cursor: (_, e) => e.from + 1 } },
  } satisfies typeof sender,
  idsBeginAgain: amend<typeof sender>(
    { ...sender, updates: { ...sender.updates, lose: { head: () => 0, cursor: () => 1 } } },
    'live',
    'restart',
    (candidates) => candidates.map((candidate) => ({ ...candidate, actions: ['lose'] })),
  ),
}

export const requesterFaults = {
  releasesEarly: { ...requester, guards: { ...requester.guards, low: () => true } } satisfies typeof requester,
  neverReleases: amend<typeof requester>(
    { ...requester, guards: { ...requester.guards, tellsLater: () => false } },
    'engaged',
    'depth',
    guarded('low', { target: 'engaged', actions: ['fill'] }),
  ),
}

export const governorFaults = {
  limitIsIgnored: amend(governor, 'limited', 'push', ([allowed, ...delayed]) => [
    ...(allowed === undefined ? [] : [allowed]),
    ...delayed.map((candidate) => ({ ...candidate, actions: ['pushed'] })),
  ]),
  releasesAreIgnored: amend(governor, 'limited', 'release', () => ({})),
  neverRefills: amend(governor, 'limited', 'second', () => ({})),
}

export const sessionFaults = {
  refusalAdmits: amend(session, 'new', 'fork', (candidates) =>
    candidates.map((refusal) => ({ ...refusal, target: 'authenticated' })),
  ),
  damageIsAcknowledged: amend(session, 'authenticated', 'push', guarded('bad', { actions: ['ack'] })),
  highWaterMark: {
    ...session,
    guards: { ...session.guards, known: (c, e) => c.applied >= 1 << (e.id - 1) },
  } satisfies typeof session,
  appliesUnknown: amend(session, 'new', 'push', () => ({ actions: ['applied', 'apply', 'ack'] })),
}
