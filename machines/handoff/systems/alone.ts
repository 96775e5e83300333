import type { AnyChart } from '../../chart/chart.ts'
import { type Signal, type StepProperty, signalsBody, unchanged } from '../../proof/signals.ts'
import { type Falsifier, type System, system } from '../../proof/system.ts'
import {
  consumerFaults,
  incumbentFaults,
  journalFaults,
  lockFaults,
  successorFaults,
  supervisorFaults,
} from '../charts/chart-faults.ts'
import { consumer } from '../charts/consumer.ts'
import { incumbent } from '../charts/incumbent.ts'
import { journal } from '../charts/journal.ts'
import { lock } from '../charts/lock.ts'
import { profiles } from '../charts/settings.ts'
import { successor } from '../charts/successor.ts'
import { supervisor } from '../charts/supervisor.ts'

const emits = ({ outputs }: Signal, type: string): boolean => outputs.some((output) => output.type === type)
const says = ({ outputs }: Signal, message: string): boolean => outputs.some(({ params }) => params.message === message)

/** One chart, its declared choices, and what holds of each of its steps. */
function signals(
  role: string,
  chart: AnyChart,
  settings: object,
  rules: readonly StepProperty[],
  variant?: string,
  falsifiers: readonly Falsifier[] = [],
): System {
  return system({
    id: variant === undefined ? `${role}-signals` : `${role}-signals-${variant}`,
    explain: `The chart of the ${role} alone${variant === undefined ? '' : ` (${variant})`}, and every signal to it at any moment.`,
    bounds: {},
    charts: { [role]: chart },
    build: (world, _, charts) => signalsBody(world, charts[role] as AnyChart, { ...settings }, rules),
    falsifiers,
  })
}

const incumbentRules: readonly StepProperty[] = [
  {
    id: 'HOF-059',
    text: 'An incumbent seals only when it is asked to.',
    holds: (step) => !step.outputs.some(({ params }) => params.hook === 'seal') || step.event === 'SealRequest',
  },
  {
    id: 'HOF-095',
    text: 'It ends with success only on the Commit of what it has sealed.',
    holds: (step) =>
      !step.outputs.some(({ type, params }) => type === 'exit' && params.code === 'ok') ||
      (step.event === 'Commit' && step.from === 'sealed' && step.payload.id === step.before.active),
  },
  {
    id: 'HOF-119',
    text: 'A Heartbeat is answered with one Heartbeat in a session, and changes nothing.',
    holds: (step) =>
      step.event !== 'Heartbeat' ||
      !['ready', 'drained', 'sealed'].includes(step.from) ||
      (step.from === step.to && step.outputs.length === 1 && says(step, 'Heartbeat')),
  },
]
const successorRules: readonly StepProperty[] = [
  {
    id: 'HOF-077',
    text: 'A successor touches nothing before the Begin of its handoff.',
    holds: (step) =>
      step.to !== 'locking' ||
      step.from === 'locking' ||
      (step.event === 'Begin' && step.payload.id === step.before.id),
  },
  {
    id: 'HOF-084',
    text: 'It takes the control path over only behind Ready.',
    holds: (step) => !emits(step, 'bind') || step.from === 'binding',
  },
]
const supervisorRules: readonly StepProperty[] = [
  {
    id: 'HOF-152',
    text: 'A second handoff is refused and changes nothing.',
    holds: (step) =>
      step.event !== 'perform' || ['idle', 'absent'].includes(step.from) || (emits(step, 'refused') && unchanged(step)),
  },
  {
    id: 'HOF-073',
    text: 'A seal counts only with the id of the handoff.',
    holds: (step) => step.from !== 'awaitSealed' || step.to !== 'noteSealing' || step.payload.id === step.before.id,
  },
  {
    id: 'HOF-085',
    text: 'A Ready counts only with the id of the handoff.',
    holds: (step) => step.from !== 'awaitReady' || step.to !== 'committing' || step.payload.id === step.before.id,
  },
]
const lockRules: readonly StepProperty[] = [
  {
    id: 'HOF-140',
    text: 'A lock that is held is granted to nobody.',
    holds: (step) => !emits(step, 'granted') || step.from === 'free',
  },
]
const journalRules: readonly StepProperty[] = [
  {
    id: 'HOF-131',
    text: 'Reading the journal does not change it.',
    holds: (step) => step.event !== 'read' || (step.from === step.to && step.outputs.length === 1),
  },
]
const consumerRules: readonly StepProperty[] = [
  {
    id: 'HOF-056',
    text: 'From drain on nothing is acknowledged.',
    holds: (step) => step.event !== 'drain' || step.to !== 'serving',
  },
]

/** Each role alone, where every signal may reach it. */
export const alones: readonly System[] = [
  signals('incumbent', incumbent, profiles.crate.incumbent, incumbentRules, 'crate', [
    {
      breaks: 'HOF-059',
      explain: 'A repeated PrepareHandoff seals.',
      charts: { incumbent: incumbentFaults.sealsOnPrepare },
    },
    { breaks: 'HOF-095', explain: 'Any Commit ends it.', charts: { incumbent: incumbentFaults.takesEveryCommit } },
    {
      breaks: 'HOF-119',
      explain: 'A drained incumbent does not answer heartbeats.',
      charts: { incumbent: incumbentFaults.answersNoHeartbeat },
    },
  ]),
  signals('incumbent', incumbent, profiles.strict.incumbent, incumbentRules, 'strict'),
  signals('incumbent', incumbent, { ...profiles.strict.incumbent, mends: 2 }, incumbentRules, 'retrying'),
  signals('successor', successor, profiles.core.successor, successorRules, 'core', [
    { breaks: 'HOF-077', explain: 'Any Begin counts.', charts: { successor: successorFaults.takesEveryBegin } },
    {
      breaks: 'HOF-084',
      explain: 'The control path is taken over before Ready.',
      charts: { successor: successorFaults.bindsBeforeReady },
    },
  ]),
  signals('successor', successor, profiles.strict.successor, successorRules, 'strict'),
  signals('supervisor', supervisor, profiles.core.supervisor, supervisorRules, 'core', [
    { breaks: 'HOF-073', explain: 'Any seal counts.', charts: { supervisor: supervisorFaults.takesEverySeal } },
    { breaks: 'HOF-085', explain: 'Any Ready counts.', charts: { supervisor: supervisorFaults.takesEveryReady } },
    {
      breaks: 'HOF-152',
      explain: 'A second handoff changes the id of the first.',
      charts: { supervisor: supervisorFaults.performsTwice },
    },
  ]),
  signals('supervisor', supervisor, profiles.strict.supervisor, supervisorRules, 'strict'),
  signals('lock', lock, {}, lockRules, undefined, [
    { breaks: 'HOF-140', explain: 'The lock is granted twice.', charts: { lock: lockFaults.grantsTwice } },
  ]),
  signals('journal', journal, {}, journalRules, undefined, [
    { breaks: 'HOF-131', explain: 'Reading leaves a record.', charts: { journal: journalFaults.readingWrites } },
  ]),
  signals('consumer', consumer, { rereads: 1 }, consumerRules, undefined, [
    {
      breaks: 'HOF-056',
      explain: 'Clients write on while the incumbent drains.',
      charts: { consumer: consumerFaults.drainsOnWrites },
    },
  ]),
  signals('consumer', consumer, { rereads: 0 }, consumerRules, 'forgetful'),
]
