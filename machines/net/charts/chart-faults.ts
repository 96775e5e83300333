import { amend } from '../../chart/amend.ts'
import type { ActionRef, TransitionConfig } from '../../chart/chart.ts'
import { copy } from './copy.ts'
import { dispatcher } from './dispatcher.ts'
import { factory } from './factory.ts'
import { handle } from './handle.ts'
import { fail, refuse, send } from './messages.ts'
import { orchestrator } from './orchestrator.ts'
import { runtime } from './runtime.ts'
import { source } from './source.ts'
import { target } from './target.ts'

const typeOf = (action: ActionRef): string => (typeof action === 'string' ? action : action.type)
/** Every candidate without the actions of a type. */
const without =
  (type: string) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.map(({ actions = [], ...rest }) => ({
      ...rest,
      actions: actions.filter((each) => typeOf(each) !== type),
    }))
/** Every candidate that goes on to a state does this first. */
const doing =
  (state: string, ...first: readonly ActionRef[]) =>
  (candidates: readonly TransitionConfig[]): TransitionConfig[] =>
    candidates.map((candidate) =>
      candidate.target === state ? { ...candidate, actions: [...(candidate.actions ?? []), ...first] } : candidate,
    )
const nothing = (): TransitionConfig => ({})

/** Orchestrators with one fault each. */
export const orchestratorFaults = {
  activatesBeforeCleanup: amend(
    orchestrator,
    'replay',
    'ReplayComplete',
    doing('cutover', send('ActivateTarget', 'target')),
  ),
  cancelsPastCutover: amend(orchestrator, 'cutover', 'cancel', () => ({
    target: 'none',
    actions: [{ type: 'ended', params: { as: 'cancelled' } }, fail('StateFailed', 'target'), 'forget'],
  })),
  asksNoEvents: amend(orchestrator, 'transfer', 'RestoreComplete', without('send')),
  saysNothingAgain: amend(amend(orchestrator, 'cutover', 'repeat', nothing), 'cutover', 'start', () => ({
    actions: [refuse('already_migrating')],
  })),
  tellsNobody: amend(orchestrator, 'transfer', 'giveUp', (all) => all.slice(1)),
  goesBack: amend(orchestrator, 'replay', 'RestoreComplete', () => ({ target: 'transfer' })),
}

/** Sources with one fault each. */
export const sourceFaults = {
  losesEvents: amend(source, 'buffering', 'deliver', () => ({ actions: ['buffered'] })),
  letsGoAtSnapshot: amend(source, 'idle', 'TakeSnapshot', doing('buffering', 'release')),
  answersOnce: amend(source, 'buffering', 'TakeSnapshot', () => ({ actions: ['unable'] })),
  discardsEvents: amend(source, 'buffering', 'MigrationFailed', () => ({
    target: 'idle',
    actions: ['discard', 'forget'],
  })),
  acceptsAfterCutover: amend(source, 'gone', 'offer', () => ({ actions: ['keep', 'buffered'] })),
}

/** Targets with one fault each. */
export const targetFaults = {
  livesAtOnce: amend(target, 'none', 'snapshot', doing('restored', 'activate')),
  pretends: amend(target, 'restored', 'snapshot', () => ({ actions: [send('RestoreComplete', 'orchestrator')] })),
  takesEvents: amend(target, 'done', 'BufferedEvents', () => ({
    actions: ['replay', send('ReplayComplete', 'orchestrator')],
  })),
  dropsWhenDone: amend(target, 'done', 'MigrationFailed', () => ({ target: 'none', actions: ['drop', 'forget'] })),
}

/** Copies with one fault each. */
export const copyFaults = {
  servesBeforeLive: amend(copy, 'restored', 'deliver', () => ({ actions: ['processed'] })),
}

/** Factory entries with one fault each. */
export const factoryFaults = {
  neverUsedUp: amend(factory, 'there', 'used', nothing),
}

/** Dispatchers with one fault each. */
export const dispatcherFaults = {
  takesEveryCutover: amend(dispatcher, 'handling', 'CutoverNotify', (all) => all.slice(1)),
  takesEveryActivation: amend(dispatcher, 'handling', 'ActivateTarget', (all) => all.slice(1)),
  takesEveryFailure: amend(dispatcher, 'handling', 'MigrationFailed', (all) => all.slice(4)),
  neverTires: amend(dispatcher, 'handling', 'toItself', () => ({ actions: ['handle'] })),
}

/** Runtimes with one fault each. */
export const runtimeFaults = {
  readyFirst: amend(runtime, 'registering', 'start', () => ({ target: 'ready', actions: ['install'] })),
  installsTooLate: amend(runtime, 'shuttingDown', 'installed', () => ({ actions: ['ready'] })),
  spawnsTooLate: amend(runtime, 'shuttingDown', 'spawned', () => ({ actions: ['settle', 'inserted'] })),
}

/** Waiters with one fault each. */
export const handleFaults = {
  believesComplete: amend(handle, 'polling', 'poll', (all) => [
    {
      guard: { type: 'sees', params: { sight: 'complete' } },
      target: 'succeeded',
      actions: [{ type: 'ends', params: { as: 'success' } }],
    },
    ...all,
  ]),
  triesEverything: amend(handle, 'polling', 'poll', (all) => [
    { guard: { type: 'sees', params: { sight: 'failed' } }, target: 'backing', actions: ['backOff'] },
    ...all,
  ]),
  cancelsAnyTime: amend(handle, 'polling', 'cancel', () => ({ target: 'cancelled', actions: ['cancel'] })),
  givesUpAlone: amend(handle, 'polling', 'timeout', () => ({
    target: 'timedOut',
    actions: [{ type: 'ends', params: { as: 'timed_out' } }],
  })),
}
