import { amend } from '../../chart/amend.ts'
import type { ActionRef, TransitionConfig } from '../../chart/chart.ts'
import { consumer } from './consumer.ts'
import { send } from './frames.ts'
import { incumbent } from './incumbent.ts'
import { journal } from './journal.ts'
import { lock } from './lock.ts'
import { successor } from './successor.ts'
import { supervisor } from './supervisor.ts'

const typeOf = (action: ActionRef): string => (typeof action === 'string' ? action : action.type)
/** Every candidate without the actions of a type. */
const without =
  (type: string) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.map(({ actions = [], ...rest }) => ({
      ...rest,
      actions: actions.filter((each) => typeOf(each) !== type),
    }))
/** Every candidate with another target. */
const to =
  (target: string) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.map((candidate) => ({ ...candidate, target }))
const unguarded = (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
  candidates.slice(0, 1).map(({ guard: _, ...rest }) => rest)
const seal = { type: 'call', params: { hook: 'seal' } } as const
const resume = { type: 'call', params: { hook: 'resume' } } as const

export const lockFaults = {
  grantsTwice: amend(lock, 'held', 'take', () => ({ actions: ['take', 'granted'] })),
  survivesItsHolder: amend(lock, 'held', 'died', () => ({})),
}

export const journalFaults = {
  readingWrites: amend(journal, 'absent', 'read', () => ({ target: 'negotiating', actions: ['nothing'] })),
}

/** Programs with one fault each. */
export const consumerFaults = {
  drainsOnWrites: amend(consumer, 'serving', 'drain', () => ({})),
  drainKeepsWritesInMemory: amend(consumer, 'stopped', 'drained', () => ({})),
  sealReopens: amend(consumer, 'sealing', 'sealed', () => ({ target: 'serving' })),
  resumeDoesNothing: amend(consumer, 'stopped', 'resume', () => ({})),
}

/** Incumbents with one fault each. */
export const incumbentFaults = {
  passesTheSealOver: amend(incumbent, 'reportDrained', 'done', to('releasing')),
  sealsOnPrepare: amend(incumbent, 'drained', 'PrepareHandoff', () => ({ target: 'sealing', actions: [seal] })),
  tellsBeforeItReleases: amend(incumbent, 'releasing', 'done', () => ({
    target: 'sealed',
    actions: [send('SealComplete'), 'release'],
  })),
  resumesUnlocked: amend(incumbent, 'sealed', 'lost', () => ({
    target: 'recovering',
    actions: ['forget', 'close', resume],
  })),
  resumesTwice: amend(incumbent, 'recovering', 'done', () => ({ target: 'listening', actions: [resume] })),
  staysStopped: amend(incumbent, 'drained', 'lost', () => ({ target: 'listening', actions: ['forget', 'close'] })),
  keepsItsSession: amend(incumbent, 'ready', 'lost', () => ({ target: 'listening', actions: ['forget'] })),
  waitsForEverForAck: amend(incumbent, 'awaitAck', 'timeout', () => ({})),
  takesEveryCommit: amend(incumbent, 'sealed', 'Commit', unguarded),
  answersNoHeartbeat: amend(incumbent, 'drained', 'Heartbeat', () => ({})),
  answersWithAnotherId: {
    ...incumbent,
    outputs: { ...incumbent.outputs, send: () => ({ id: 0 }) },
  } satisfies typeof incumbent,
}

/** Successors with one fault each. */
export const successorFaults = {
  doesNotWait: amend(successor, 'awaitAck', 'HelloAck', to('locking')),
  takesEveryBegin: amend(successor, 'awaitBegin', 'Begin', unguarded),
  refusesEveryBegin: amend(successor, 'awaitBegin', 'Begin', (all) => all.slice(1)),
  bindsBeforeReady: amend(successor, 'opening', 'done', () => ({ target: 'announcing', actions: ['serve', 'bind'] })),
}

/** Supervisors with one fault each. */
export const supervisorFaults = {
  beginsBeforeTheSeal: amend(supervisor, 'noteDraining', 'done', to('beginning')),
  commitsUnready: amend(supervisor, 'noteAwaiting', 'done', to('committing')),
  resumesBeforeItKills: amend(supervisor, 'aborting', 'done', to('resuming')),
  killsOnFailedCommit: amend(supervisor, 'committing', 'failed', () => ({ target: 'killing' })),
  commitsAndResumes: amend(supervisor, 'noteCommitted', 'done', to('resuming')),
  neverGivesUp: amend(
    amend(supervisor, 'awaitDrained', 'timeout', () => ({})),
    'awaitDrained',
    'silence',
    () => ({}),
  ),
  skipsAPhase: amend(supervisor, 'noteSealing', 'done', without('note')),
  keepsItsJournal: amend(supervisor, 'clearing', 'done', without('clear')),
  takesEverySeal: amend(supervisor, 'awaitSealed', 'SealComplete', unguarded),
  takesEveryReady: amend(supervisor, 'awaitReady', 'Ready', unguarded),
  performsTwice: {
    ...supervisor,
    config: { ...supervisor.config, on: { ...supervisor.config.on, perform: { actions: ['invent', 'refused'] } } },
  } satisfies typeof supervisor,
}
