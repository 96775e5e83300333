import { amend } from '../../chart/amend.ts'
import type { TransitionConfig } from '../../chart/chart.ts'
import { controller } from './controller.ts'
import { partition } from './partition.ts'
import { write } from './write.ts'

/** Gives every candidate with the target these actions instead. */
const doing =
  (target: string, ...actions: string[]) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.map((candidate) => (candidate.target === target ? { ...candidate, actions } : candidate))

const refusing = (code: string) => () => ({ actions: [{ type: 'refused', params: { code } }] })

/** Partitions with one fault each, named after it. */
export const partitionFaults = {
  readsFlipAtCutover: amend(partition, 'draining', 'enter', doing('cutover', 'flip', 'changed')),
  completionTurnsBack: amend(partition, 'cutover', 'complete', doing('active', 'turnBack', 'changed')),
  abortFlips: amend(partition, 'cutover', 'abort', doing('active', 'flip', 'changed')),
  gateIgnoresPhase: amend(partition, 'cutover', 'admit', (rejected) => [
    { guard: 'current', actions: ['admitted'] },
    ...rejected,
  ]),
  gateIgnoresEpoch: amend(partition, 'active', 'admit', () => ({ actions: ['admitted'] })),
  drainingRejects: amend(partition, 'draining', 'admit', () => ({ actions: ['rejected'] })),
  readsStopInCutover: amend(partition, 'cutover', 'resolve', () => ({ actions: ['absent'] })),
  beginKeepsEpoch: {
    ...partition,
    updates: { ...partition.updates, aim: { to: (_, e) => e.placement } },
  } satisfies typeof partition,
  refusedEnterStamps: amend(partition, 'cutover', 'enter', (candidates) =>
    candidates.map((refusal) => ({ ...refusal, actions: ['stamp', ...(refusal.actions ?? [])] })),
  ),
  abortNeedsDraining: amend(partition, 'cutover', 'abort', refusing('not_draining')),
  completionRefused: amend(partition, 'cutover', 'complete', refusing('not_cutover')),
}

const recordNamesNoEpoch = {
  ...controller,
  guards: { ...controller.guards, due: (c) => c.asked >= c.barrier },
} satisfies typeof controller

/** Takes the time once, before it asks: a wait that it starts has then begun before the cutover that it reads. */
const waitBeginsBeforeTheRead = amend<typeof controller>(
  amend<typeof controller>(
    {
      ...controller,
      updates: {
        ...controller.updates,
        adopt: { epoch: (_, e) => e.epoch, asked: () => 0 },
        begin: { elapsed: () => 0 },
      },
    } satisfies typeof controller,
    'idle',
    'look',
    (candidates) =>
      candidates.map((candidate) => ({
        ...candidate,
        actions: (candidate.actions ?? []).map((action) => (action === 'record' ? 'adopt' : action)),
      })),
  ),
  'idle',
  'ask',
  () => ({ actions: ['begin'] }),
)

/** Controllers with one fault each. */
export const controllerFaults = {
  recordNamesNoEpoch,
  waitBeginsBeforeTheRead: amend<typeof controller>(waitBeginsBeforeTheRead, 'idle', 'tick', () => ({
    actions: ['pass'],
  })),
  failedEnterKeepsRecord: amend<typeof controller>(recordNamesNoEpoch, 'waiting', 'uncertain', () => ({})),
  unreadableCountsAsElsewhere: amend(controller, 'waiting', 'unreadable', () => ({ actions: ['proceed'] })),
  restartTrusts: amend(controller, 'idle', 'look', () => ({ target: 'waiting', actions: ['record', 'proceed'] })),
  pollRestarts: amend(controller, 'waiting', 'look', (candidates) =>
    candidates.map((candidate) =>
      candidate.guard === 'same' ? { ...candidate, actions: ['record', 'pending'] } : candidate,
    ),
  ),
}

/** Writes with one fault each. */
export const writeFaults = {
  placementIsCached: {
    ...write,
    updates: {
      ...write.updates,
      stamp: { target: (c, e) => (c.target === 0 ? e.target : c.target), stamp: (_, e) => e.stamp },
      clear: { partition: () => 0, stamp: () => 0, age: () => 0 },
    },
  } satisfies typeof write,
  targetIsFixed: {
    ...write,
    outputs: { ...write.outputs, send: (c) => ({ target: 1, stamp: c.stamp }) },
  } satisfies typeof write,
  deadlineStartsAtTheAnswer: amend(write, 'asking', 'gateAdmits', () => ({ target: 'gated', actions: ['fresh'] })),
  deadlineStartsAtDispatch: amend(write, 'gated', 'tick', () => ({})),
  proxyRetries: amend(write, 'inflight', 'lost', () => ({ target: 'resolving' })),
  silentGateIsOpen: amend(write, 'asking', 'gateSilent', () => ({ target: 'gated' })),
  dispatchesTwice: amend(write, 'inflight', 'dispatch', () => ({ actions: ['send'] })),
}
