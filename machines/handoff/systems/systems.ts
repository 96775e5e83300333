import { type System, system } from '../../proof/system.ts'
import {
  consumerFaults,
  incumbentFaults,
  lockFaults,
  successorFaults,
  supervisorFaults,
} from '../charts/chart-faults.ts'
import { consumer } from '../charts/consumer.ts'
import { incumbent } from '../charts/incumbent.ts'
import { journal } from '../charts/journal.ts'
import { lock } from '../charts/lock.ts'
import { successor } from '../charts/successor.ts'
import { supervisor } from '../charts/supervisor.ts'
import { alones } from './alone.ts'
import { Handoff, type HandoffBounds } from './handoff.ts'
import { Hostile, type HostileBounds } from './hostile.ts'
import { everyName, names } from './named-ends.ts'
import { type RecoveryBounds, recovery } from './recovery.ts'

/** The charts of every role. */
export const roles = { supervisor, incumbent, successor, lock, journal, consumer }
/** One fault of any kind in profile core. */
export const bounds: HandoffBounds = {
  strict: 0,
  faults: 1,
  crashes: 1,
  hooks: 1,
  disk: 1,
  drips: 0,
  hangs: 0,
  beats: 0,
  excused: everyName,
  strangers: 0,
  emptied: 0,
  keeps: 1,
  rereads: 1,
}
const whole = {
  bounds,
  charts: roles,
  build: (world, given: HandoffBounds, used) => new Handoff(world, given, used).body(),
  falsifiers: [],
} satisfies Omit<System<typeof roles, HandoffBounds>, 'id' | 'explain'>

/** The runs that a profile may end with nobody serving, or nobody to be reached. */
const ofCore = everyName
const ofStrict = names.incumbentDied + names.successorDied + names.resumeFailed + names.survivorKilled

/** What fails first where a name is not excused; else L3. */
const brokenBy: { readonly [name: number]: string } = {
  [names.pathLost]: 'reachable',
  [names.drainFailed]: 'L2',
  [names.resumeFailed]: 'L2',
}

/** One falsifier for each name: without it, the property fails. */
const named = (all: number, property: (name: number) => string) =>
  Object.entries(names)
    .filter(([, bit]) => (all & bit) !== 0)
    .map(([name, bit]) => ({
      breaks: property(bit),
      explain: `The runs named ${name} are not excused.`,
      bounds: { excused: all - bit },
    }))

export const core = system({
  ...whole,
  id: 'core',
  explain:
    'Any number of handoffs in profile core, processes as slow as they like, and one fault: a crash of any role at any point, a hook or a journal write that fails.',
  bounds: { ...bounds, excused: ofCore },
  falsifiers: [
    ...named(ofCore, (name) => brokenBy[name] ?? 'L3'),
    { breaks: 'S1', explain: 'The lock is granted twice.', charts: { lock: lockFaults.grantsTwice } },
    {
      breaks: 'S2',
      explain: 'The seal hook lets clients write again.',
      charts: { consumer: consumerFaults.sealReopens },
    },
    {
      breaks: 'S3',
      explain: 'SealComplete is sent before the lock is let go.',
      charts: { incumbent: incumbentFaults.tellsBeforeItReleases },
    },
    {
      breaks: 'S4',
      explain: 'The seal hook is passed over.',
      charts: { incumbent: incumbentFaults.passesTheSealOver },
    },
    {
      breaks: 'S5',
      explain: 'Begin is sent before the seal.',
      charts: { supervisor: supervisorFaults.beginsBeforeTheSeal },
    },
    {
      breaks: 'S6',
      explain: 'A successor does not wait for Begin.',
      charts: { successor: successorFaults.doesNotWait },
    },
    {
      breaks: 'S7',
      explain: 'ResumeAfterAbort follows a Commit.',
      charts: { supervisor: supervisorFaults.commitsAndResumes },
    },
    {
      breaks: 'S8',
      explain: 'Commit does not wait for Ready.',
      charts: { supervisor: supervisorFaults.commitsUnready },
    },
    { breaks: 'S10', explain: 'Resume runs twice.', charts: { incumbent: incumbentFaults.resumesTwice } },
    {
      breaks: 'S10',
      explain: 'A drained incumbent that lost its supervisor does not resume.',
      charts: { incumbent: incumbentFaults.staysStopped },
    },
    {
      breaks: 'S11',
      explain: 'The incumbent is told to resume before the successor is killed.',
      charts: { supervisor: supervisorFaults.resumesBeforeItKills },
    },
    {
      breaks: 'S12',
      explain: 'A Commit that cannot be written kills the successor.',
      charts: { supervisor: supervisorFaults.killsOnFailedCommit },
    },
    {
      breaks: 'S13',
      explain: 'Drained is sent with writes in memory only.',
      charts: { consumer: consumerFaults.drainKeepsWritesInMemory },
    },
    {
      breaks: 'S13',
      explain: 'A program resumes with what it remembers.',
      bounds: { rereads: 0 },
    },
    {
      breaks: 'S14',
      explain: 'Answers carry another id.',
      charts: { incumbent: incumbentFaults.answersWithAnotherId },
    },
    {
      breaks: 'S15',
      explain: 'An incumbent accepts the next session before it closes the last.',
      charts: { incumbent: incumbentFaults.keepsItsSession },
    },
    { breaks: 'S16', explain: 'The supervisor closes its listeners after Commit.', bounds: { keeps: 0 } },
    { breaks: 'S17', explain: 'A phase is not written down.', charts: { supervisor: supervisorFaults.skipsAPhase } },
    {
      breaks: 'S17',
      explain: 'The journal of an ended handoff stays.',
      charts: { supervisor: supervisorFaults.keepsItsJournal },
    },
    {
      breaks: 'L1',
      explain: 'Nothing ends the wait for Drained, and the hook hangs.',
      bounds: { hangs: 1 },
      charts: { supervisor: supervisorFaults.neverGivesUp },
    },
    {
      breaks: 'restored',
      explain: 'Resume does nothing.',
      charts: { consumer: consumerFaults.resumeDoesNothing },
    },
    {
      breaks: 'L4',
      explain: 'A successor takes every Begin for a foreign one.',
      charts: { successor: successorFaults.refusesEveryBegin },
    },
  ],
})

export const strict = system({
  ...whole,
  id: 'strict',
  explain: 'The same in profile strict, with heartbeats of all roles.',
  bounds: { ...bounds, strict: 1, beats: 1, excused: ofStrict },
  falsifiers: [
    ...named(ofStrict, () => 'L3').map((falsifier) => ({ ...falsifier, bounds: { ...falsifier.bounds, beats: 0 } })),
    {
      breaks: 'reachable',
      explain: 'A successor that took the control path over is killed, and nobody binds it again.',
      bounds: { strict: 0, beats: 0 },
    },
  ],
})

export const coreFaults = system({
  ...whole,
  id: 'core-faults',
  explain: 'Profile core with any number of faults.',
  bounds: { ...bounds, faults: Number.POSITIVE_INFINITY, emptied: 1, excused: ofCore },
  falsifiers: [
    { breaks: 'S1', explain: 'The lock outlives its holder.', charts: { lock: lockFaults.survivesItsHolder } },
  ],
})

export const strictFaults = system({
  ...whole,
  id: 'strict-faults',
  explain: 'Profile strict with any number of faults: somebody serves in the end, or a daemon can start cold.',
  bounds: { ...bounds, strict: 1, faults: Number.POSITIVE_INFINITY, emptied: 1, excused: 0 },
  falsifiers: [],
})

export const hungHooks = system({
  ...whole,
  id: 'hung-hooks',
  explain: 'Hooks that may run for ever: every handoff ends all the same.',
  bounds: { ...bounds, hangs: 1 },
  falsifiers: [
    {
      breaks: 'L1',
      explain: 'Nothing ends the wait for Drained.',
      charts: { supervisor: supervisorFaults.neverGivesUp },
    },
  ],
})

export const stoppedSupervisor = system({
  ...whole,
  id: 'stopped-supervisor',
  explain: 'A supervisor that may stand still for ever, in profile strict: the daemon serves all the same.',
  bounds: { ...bounds, strict: 1, hangs: 2, excused: ofStrict },
  falsifiers: [
    {
      breaks: 'L2',
      explain: 'Nobody watches the supervisor, as in profile core.',
      bounds: { strict: 0, excused: ofCore },
    },
  ],
})

export const dripping = system({
  ...whole,
  id: 'dripping',
  explain: 'A peer that sends a frame byte by byte and never ends it, in profile strict.',
  bounds: { ...bounds, strict: 1, drips: 1, excused: ofStrict },
  falsifiers: [
    {
      breaks: 'deadlock',
      explain: 'Each byte begins the wait anew, as in profile core.',
      bounds: { strict: 0, excused: ofCore },
    },
  ],
})

export const strangers = system({
  ...whole,
  id: 'strangers',
  explain: 'Strangers that connect to the control path before the supervisor and never say a word.',
  bounds: { ...bounds, strangers: 1 },
  falsifiers: [
    {
      breaks: 'L5',
      explain: 'An incumbent waits for HelloAck without end.',
      charts: { incumbent: incumbentFaults.waitsForEverForAck },
    },
  ],
})

const hostileBounds: HostileBounds = { strict: 1, again: 0, mends: 1, hooks: 1, rivals: 1 }

export const hostile = system({
  id: 'hostile',
  explain:
    'An incumbent of profile strict and whoever connects: any message at any moment, failing hooks, a rival for the lock.',
  bounds: hostileBounds,
  charts: { incumbent, successor, lock, consumer },
  build: (world, given: HostileBounds, used) => new Hostile(world, given, used).body(),
  falsifiers: [
    { breaks: 'S2', explain: 'A second SealRequest is served without the lock.', bounds: { again: 2 } },
    { breaks: 'L2', explain: 'Resume does nothing.', charts: { consumer: consumerFaults.resumeDoesNothing } },
    { breaks: 'L5', explain: 'Nobody watches the supervisor, as in profile core.', bounds: { strict: 0 } },
    {
      breaks: 'S9',
      explain: 'An incumbent that lost its supervisor resumes without the lock.',
      charts: { incumbent: incumbentFaults.resumesUnlocked },
    },
  ],
})

export const recovering = system({
  id: 'recovery',
  explain: 'A sealed incumbent without its supervisor, a rival for its lock, and a new supervisor, by the second.',
  bounds: { reacquire: 2, hello: 5 },
  charts: { incumbent, successor, lock, consumer },
  build: (world, given: RecoveryBounds, used) => recovery(world, given, used),
  falsifiers: [
    { breaks: 'HOF-125', explain: 'An incumbent tries for longer than a supervisor waits.', bounds: { reacquire: 6 } },
  ],
})

/** Every system of the protocol; together they take every transition of its charts. */
export const systems: readonly System[] = [
  core,
  strict,
  coreFaults,
  strictFaults,
  hungHooks,
  stoppedSupervisor,
  dripping,
  strangers,
  hostile,
  recovering,
  ...alones,
]
