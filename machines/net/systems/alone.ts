import type { AnyChart } from '../../chart/chart.ts'
import { type Signal, type StepProperty, signalsBody } from '../../proof/signals.ts'
import { type Falsifier, type System, system } from '../../proof/system.ts'
import {
  copyFaults,
  dispatcherFaults,
  factoryFaults,
  handleFaults,
  orchestratorFaults,
  runtimeFaults,
  sourceFaults,
  targetFaults,
} from '../charts/chart-faults.ts'
import { copy } from '../charts/copy.ts'
import { dispatcher, longestRun } from '../charts/dispatcher.ts'
import { factory } from '../charts/factory.ts'
import { handle, sights } from '../charts/handle.ts'
import { orchestrator } from '../charts/orchestrator.ts'
import { runtime } from '../charts/runtime.ts'
import { profiles } from '../charts/settings.ts'
import { source } from '../charts/source.ts'
import { target } from '../charts/target.ts'

const does = ({ outputs }: Signal, type: string): boolean => outputs.some((output) => output.type === type)
const says = ({ outputs }: Signal, message: string): boolean => outputs.some(({ params }) => params.message === message)
const ends = ({ outputs }: Signal, as: string): boolean => outputs.some(({ params }) => params.as === as)

/** One chart, its declared choices, and what holds of each of its steps. */
function signals(
  role: string,
  variant: string,
  chart: AnyChart,
  settings: object,
  rules: readonly StepProperty[] = [],
  falsifiers: readonly Falsifier[] = [],
): System {
  return system({
    id: `${role}-signals-${variant}`,
    explain: `The chart of the ${role} alone (${variant}), and every signal to it at any moment.`,
    bounds: {},
    charts: { [role]: chart },
    build: (world, _, charts) => signalsBody(world, charts[role] as AnyChart, { ...settings }, rules),
    falsifiers,
  })
}

const past = ['cutover', 'complete']
const order = ['none', 'snapshot', 'transfer', 'replay', ...past]
const orchestratorRules: readonly StepProperty[] = [
  {
    id: 'NET-051',
    text: 'CutoverNotify is sent at cutover only, ActivateTarget once the source has cleaned up.',
    holds: (step) =>
      (!says(step, 'CutoverNotify') || step.to === 'cutover') &&
      (!says(step, 'ActivateTarget') || step.to === 'complete'),
  },
  {
    id: 'NET-130',
    text: 'Past cutover nothing but an acknowledgement ends a migration.',
    holds: (step) =>
      !past.includes(step.from) || past.includes(step.to) || ['ActivateAck', 'crash'].includes(step.event),
  },
  {
    id: 'NET-044',
    text: 'No step leads to an earlier phase.',
    holds: ({ from, to }) => to === 'none' || order.indexOf(to) >= order.indexOf(from),
  },
]

const sourceRules: readonly StepProperty[] = [
  {
    id: 'NET-057',
    text: 'From cutover on no event is kept or processed.',
    holds: (step) => step.from !== 'gone' || (!does(step, 'keep') && !does(step, 'process')),
  },
  {
    id: 'NET-061',
    text: 'The daemon is let go at CutoverNotify only, and only where it migrates.',
    holds: (step) => !does(step, 'release') || (step.event === 'CutoverNotify' && step.from === 'buffering'),
  },
]
const targetRules: readonly StepProperty[] = [
  {
    id: 'NET-071',
    text: 'Once complete, a target replays nothing.',
    holds: (step) => step.from !== 'done' || !does(step, 'replay'),
  },
  {
    id: 'NET-077',
    text: 'Giving up does not remove a daemon that is complete.',
    holds: (step) => step.from !== 'done' || !does(step, 'drop'),
  },
  {
    id: 'NET-151',
    text: 'Another snapshot than the one restored is not acknowledged without being restored.',
    holds: (step) =>
      step.event !== 'snapshot' || step.payload.same === 1 || !says(step, 'RestoreComplete') || does(step, 'restore'),
  },
]
const copyRules: readonly StepProperty[] = [
  {
    id: 'NET-153',
    text: 'A copy that is not live serves nobody.',
    holds: (step) => step.from === 'live' || (!does(step, 'processed') && !does(step, 'taken')),
  },
]
const factoryRules: readonly StepProperty[] = [
  {
    id: 'NET-073',
    text: 'A migration uses its factory entry up.',
    holds: ({ event, to }) => event !== 'used' || to === 'absent',
  },
]
const unnamed = (message: string, id: string): StepProperty => ({
  id,
  text: `${message} from a node that is not recorded goes to nobody.`,
  holds: (step) => step.event !== message || step.payload.named === 1 || !does(step, 'route'),
})
const dispatcherRules: readonly StepProperty[] = [
  unnamed('ActivateTarget', 'NET-092'),
  unnamed('CutoverNotify', 'NET-093'),
  unnamed('MigrationFailed', 'NET-097'),
  {
    id: 'NET-103',
    text: `At most ${longestRun} messages to itself follow one message.`,
    holds: (step) => !does(step, 'handle') || (step.after.run ?? 0) > (step.before.run ?? 0),
  },
]
const runtimeRules: readonly StepProperty[] = [
  {
    id: 'NET-106',
    text: 'A runtime is ready only with its handler.',
    holds: ({ to, after }) => to !== 'ready' || after.handler === 1,
  },
  {
    id: 'NET-107',
    text: 'After the shutdown there is no handler, whoever was late.',
    holds: ({ to, after }) => to !== 'shuttingDown' || after.handler === 0,
  },
  {
    id: 'NET-112',
    text: 'After the shutdown nothing is inserted.',
    holds: (step) => step.from !== 'shuttingDown' || !does(step, 'inserted'),
  },
]
const sees = ({ payload }: Signal, sight: (typeof sights)[number]): boolean => sights[payload.sees ?? 0] === sight
const handleRules: readonly StepProperty[] = [
  {
    id: 'NET-086',
    text: 'Only NotReady is worth another attempt.',
    holds: (step) => !does(step, 'backOff') || sees(step, 'notReady'),
  },
  {
    id: 'NET-132',
    text: 'Success is told only of what was acknowledged.',
    holds: (step) => !ends(step, 'success') || sees(step, 'acknowledged'),
  },
  {
    id: 'NET-125',
    text: 'A waiter that gives up before cutover gives its migration up.',
    holds: (step) => step.to !== 'timedOut' || step.from === 'timedOut' || does(step, 'giveUp'),
  },
]

const { published, core, strict } = profiles
const broken = (breaks: string, explain: string, charts: { readonly [role: string]: AnyChart }): Falsifier => ({
  breaks,
  explain,
  charts,
})

/** Each role alone, where every signal may reach it. */
export const alones: readonly System[] = [
  signals('orchestrator', 'strict', orchestrator, strict.orchestrator, orchestratorRules, [
    broken('NET-051', 'ActivateTarget is sent with CutoverNotify.', {
      orchestrator: orchestratorFaults.activatesBeforeCleanup,
    }),
    broken('NET-130', 'It is cancelled past cutover.', { orchestrator: orchestratorFaults.cancelsPastCutover }),
    broken('NET-044', 'A repeated RestoreComplete leads back.', { orchestrator: orchestratorFaults.goesBack }),
  ]),
  signals('orchestrator', 'core', orchestrator, core.orchestrator),
  signals('orchestrator', 'published', orchestrator, published.orchestrator),
  signals('source', 'strict', source, strict.source, sourceRules, [
    broken('NET-057', 'Events are kept after cutover.', { source: sourceFaults.acceptsAfterCutover }),
    broken('NET-061', 'The daemon goes with its snapshot.', { source: sourceFaults.letsGoAtSnapshot }),
  ]),
  signals('source', 'refusing', source, { ...strict.source, keeps: 2 }, sourceRules),
  signals('source', 'published', source, published.source),
  signals('target', 'strict', target, strict.target, targetRules, [
    broken('NET-071', 'Late events are replayed.', { target: targetFaults.takesEvents }),
    broken('NET-077', 'A failure removes a complete daemon.', { target: targetFaults.dropsWhenDone }),
    broken('NET-151', 'Any snapshot is acknowledged.', { target: targetFaults.pretends }),
  ]),
  signals('target', 'refusing', target, { ...strict.target, replaces: 2, late: 2 }, targetRules),
  signals('target', 'published', target, published.target),
  signals('copy', 'strict', copy, strict.copy, copyRules, [
    broken('NET-153', 'A restored copy takes events.', { copy: copyFaults.servesBeforeLive }),
  ]),
  signals('copy', 'published', copy, published.copy),
  signals('factory', 'strict', factory, strict.factory, factoryRules, [
    broken('NET-073', 'An entry serves any number of migrations.', { factory: factoryFaults.neverUsedUp }),
  ]),
  signals('factory', 'published', factory, published.factory),
  signals('dispatcher', 'strict', dispatcher, strict.dispatcher, dispatcherRules, [
    broken('NET-092', 'ActivateTarget is taken from anybody.', { dispatcher: dispatcherFaults.takesEveryActivation }),
    broken('NET-093', 'CutoverNotify is taken from anybody.', { dispatcher: dispatcherFaults.takesEveryCutover }),
    broken('NET-097', 'MigrationFailed is taken from anybody.', { dispatcher: dispatcherFaults.takesEveryFailure }),
    broken('NET-103', 'Messages to itself are not counted.', { dispatcher: dispatcherFaults.neverTires }),
  ]),
  signals('dispatcher', 'published', dispatcher, published.dispatcher),
  signals('runtime', 'strict', runtime, strict.runtime, runtimeRules, [
    broken('NET-106', 'It is ready before it has a handler.', { runtime: runtimeFaults.readyFirst }),
    broken('NET-107', 'A late start leaves its handler.', { runtime: runtimeFaults.installsTooLate }),
    broken('NET-112', 'A late spawn leaves its daemon.', { runtime: runtimeFaults.spawnsTooLate }),
  ]),
  signals('runtime', 'published', runtime, published.runtime),
  signals('handle', 'strict', handle, strict.handle, handleRules, [
    broken('NET-086', 'Every failure is worth another attempt.', { handle: handleFaults.triesEverything }),
    broken('NET-132', 'Phase Complete is success.', { handle: handleFaults.believesComplete }),
    broken('NET-125', 'Giving up is told to nobody.', { handle: handleFaults.givesUpAlone }),
  ]),
  signals('handle', 'detaching', handle, { ...strict.handle, detaches: 1 }, handleRules),
  signals('handle', 'published', handle, published.handle),
]
