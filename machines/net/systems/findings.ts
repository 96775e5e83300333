import type { Falsifier } from '../../proof/system.ts'
import { deaths, everyDeath, only } from './history.ts'
import type { MigrationBounds } from './migration-bounds.ts'

/** A run that a profile allows and that nobody wants. */
export interface Finding {
  readonly name: string
  readonly requirements: readonly string[]
  /** Whose: the published code's, that of the documents alone, or of any implementation on this wire. */
  readonly of: 'published' | 'core' | 'protocol'
  /** The system in which it is looked for, and the property that it breaks. */
  readonly system: string
  readonly breaks: string
  readonly explain: string
  readonly bounds: Partial<MigrationBounds>
}

const plain = {
  losses: 0,
  doubles: 0,
  timeouts: 0,
  cancels: 0,
  starts: 1,
  ordered: 1,
  repeats: 0,
  succeeds: 0,
  events: 1,
  strays: 0,
  crashes: 0,
  forgeries: 0,
  bound: 0,
  unready: 0,
} satisfies Partial<MigrationBounds>
const published = { ...plain, profile: 0 }
const core = { ...plain, profile: 1 }
const strict = { ...plain, profile: 2, repeats: 1 }
const again = { timeouts: 1, starts: 2 }

export const findings: readonly Finding[] = [
  {
    name: 'silent-rollback',
    requirements: ['NET-151'],
    of: 'published',
    system: 'lossy-source',
    breaks: 'I4',
    explain:
      'A target that still holds the copy of an attempt that was given up acknowledges a newer snapshot without restoring it.',
    bounds: { ...published, ...again, judged: only('I4') },
  },
  {
    name: 'last-copy-deleted',
    requirements: ['NET-140', 'NET-130'],
    of: 'published',
    system: 'lossy-third',
    breaks: 'I2',
    explain: 'Cancelled past cutover, the target drops its copy when the source has let go.',
    bounds: { ...published, cancels: 1, judged: only('I2') },
  },
  {
    name: 'no-way-back-taken',
    requirements: ['NET-130'],
    of: 'published',
    system: 'lossy-third',
    breaks: 'I5',
    explain: 'A migration past cutover is cancelled.',
    bounds: { ...published, cancels: 1, judged: only('I5') },
  },
  {
    name: 'late-events-lost',
    requirements: ['NET-065'],
    of: 'published',
    system: 'lossy-source',
    breaks: 'I3',
    explain: 'An event that is delivered behind the snapshot is processed by the old copy, and goes with it.',
    bounds: { ...published, judged: only('I3') },
  },
  {
    name: 'kept-events-discarded',
    requirements: ['NET-148'],
    of: 'published',
    system: 'lossy-source',
    breaks: 'I3',
    explain: 'What was buffered is gone when the migration is called off.',
    bounds: { ...published, offers: 1, cancels: 1, judged: only('I3') },
  },
  {
    name: 'stalls-at-its-own-target',
    requirements: ['NET-146'],
    of: 'published',
    system: 'fair-target',
    breaks: 'L1',
    explain: 'A target that orchestrates takes the source for its orchestrator, and nobody hears that it has restored.',
    bounds: { ...published, judged: only('liveness') },
  },
  {
    name: 'two-live-owners',
    requirements: ['NET-155', 'NET-153'],
    of: 'published',
    system: 'lossy-source',
    breaks: 'NET-155',
    explain: 'After a timeout shorter than the restore nobody tells the target, and both copies take events.',
    bounds: { ...published, strays: 1, ...again, judged: only('NET-155') },
  },
  {
    name: 'serves-before-live',
    requirements: ['NET-153', 'NET-139'],
    of: 'published',
    system: 'fair-source',
    breaks: 'NET-153',
    explain: 'A copy that is restored takes events before it is live.',
    bounds: { ...published, strays: 1, judged: only('NET-153') },
  },
  {
    name: 'stale-refusal',
    requirements: ['NET-144'],
    of: 'published',
    system: 'stale-source',
    breaks: 'I11',
    explain: 'A doubled NotReady ends the attempt behind it.',
    bounds: { ...published, ordered: 0, stale: 1, unready: 1, doubles: 1, judged: only('I11') },
  },
  {
    name: 'taken-by-two-messages',
    requirements: ['NET-093', 'NET-096', 'NET-156'],
    of: 'published',
    system: 'strangers-third',
    breaks: 'I2',
    explain: 'Any peer has the daemon sent to itself and removed from its node.',
    bounds: { ...published, forgeries: 2, judged: only('I2') },
  },
  {
    name: 'success-before-activation',
    requirements: ['NET-132'],
    of: 'published',
    system: 'lossy-source',
    breaks: 'I11',
    explain: 'The waiter takes phase Complete for success, while the target was only told to go live.',
    bounds: { ...published, judged: only('I11') },
  },
  {
    name: 'cancelled-is-success',
    requirements: ['NET-131'],
    of: 'published',
    system: 'lossy-third',
    breaks: 'I11',
    explain: 'A waiter whose migration was cancelled learns that it succeeded.',
    bounds: { ...published, cancels: 1, judged: only('I11') },
  },
  {
    name: 'source-stays-engaged',
    requirements: ['NET-089', 'NET-147', 'NET-064'],
    of: 'published',
    system: 'lossy-target',
    breaks: 'L4',
    explain: 'Nobody tells a remote source that the attempt is over, and every later one gets no answer from it.',
    bounds: { ...published, timeouts: 1, starts: 3, succeeds: 1, judged: only('liveness') },
  },
  {
    name: 'silent-rollback',
    requirements: ['NET-151'],
    of: 'core',
    system: 'lossy-source',
    breaks: 'I3',
    explain: 'The documents do not say what a target does that holds the copy of an earlier attempt.',
    bounds: { ...core, ...again, judged: only('I3') },
  },
  {
    name: 'taken-by-two-messages',
    requirements: ['NET-093', 'NET-096', 'NET-156'],
    of: 'core',
    system: 'strangers-third',
    breaks: 'I1',
    explain: 'The documents do not say from whom CutoverNotify is taken.',
    bounds: { ...core, forgeries: 2, judged: only('I1') },
  },
  {
    name: 'source-stays-engaged',
    requirements: ['NET-089', 'NET-147', 'NET-064'],
    of: 'core',
    system: 'lossy-target',
    breaks: 'L4',
    explain: 'The documents do not say that a remote source is told.',
    bounds: { ...core, timeouts: 1, starts: 3, succeeds: 1, judged: only('liveness') },
  },
  {
    name: 'events-overtaken',
    requirements: ['NET-142'],
    of: 'protocol',
    system: 'lossy-third',
    breaks: 'I3',
    explain: 'ActivateTarget overtakes the last BufferedEvents: no target can tell that some are on their way.',
    bounds: { ...strict, overtakes: 1, judged: only('I3') },
  },
  {
    name: 'last-events-lost',
    requirements: ['NET-142'],
    of: 'protocol',
    system: 'lossy-source',
    breaks: 'I3',
    explain: 'The last BufferedEvents is lost, and nothing behind it shows the gap.',
    bounds: { ...strict, overtakes: 1, losses: 1, judged: only('I3') },
  },
  {
    name: 'stale-refusal',
    requirements: ['NET-144'],
    of: 'protocol',
    system: 'stale-source',
    breaks: 'I11',
    explain: 'A doubled NotReady ends the attempt behind it.',
    bounds: { ...strict, ordered: 0, unready: 1, doubles: 1, judged: only('I11') },
  },
  {
    name: 'stale-notice-deletes-the-last-copy',
    requirements: ['NET-144', 'NET-140'],
    of: 'protocol',
    system: 'stale-source',
    breaks: 'I2',
    explain: 'A notice that an attempt was given up arrives in the next one, when the source is told to let go.',
    bounds: { ...strict, ...again, ordered: 0, judged: only('I2') },
  },
  {
    name: 'stale-chunk-is-restored',
    requirements: ['NET-144', 'NET-151'],
    of: 'protocol',
    system: 'stale-target',
    breaks: 'I3',
    explain: 'The snapshot of an attempt that was given up arrives before that of the next one, and is taken for it.',
    bounds: { ...strict, ...again, ordered: 0, judged: only('I3') },
  },
  {
    name: 'stale-notice-frees-the-source',
    requirements: ['NET-144', 'NET-147'],
    of: 'protocol',
    system: 'stale-source',
    breaks: 'L2',
    explain: 'The next attempt is past cutover, cannot be given up, and its source or target knows of none.',
    bounds: { ...strict, ...again, ordered: 0, judged: only('liveness') },
  },
  {
    name: 'first-comer-is-believed',
    requirements: ['NET-091'],
    of: 'protocol',
    system: 'strangers-third',
    breaks: 'I1',
    explain:
      'A target that awaits a daemon and is bound to nobody takes a snapshot from any peer: two messages make a second owner.',
    bounds: { ...strict, forgeries: 2, judged: only('I1') },
  },
  {
    name: 'first-comer-is-the-source',
    requirements: ['NET-095'],
    of: 'protocol',
    system: 'strangers-third',
    breaks: 'I3',
    explain: 'Who first sends BufferedEvents is taken for the source; the events of the real one are refused then.',
    bounds: { ...strict, forgeries: 1, bound: 1, judged: only('I3') },
  },
  {
    name: 'node-of-the-daemon-crashes',
    requirements: ['NET-140'],
    of: 'protocol',
    system: 'crashing-source',
    breaks: 'I2',
    explain: 'The daemon is gone with its node.',
    bounds: { ...strict, crashes: 1, excused: everyDeath - deaths.daemon, judged: only('I2') },
  },
  {
    name: 'promised-target-crashes',
    requirements: ['NET-140', 'NET-070'],
    of: 'protocol',
    system: 'crashing-third',
    breaks: 'I2',
    explain: 'A target crashes behind its ReplayComplete: the source lets go of the only copy.',
    bounds: { ...strict, crashes: 1, excused: everyDeath - deaths.promise, judged: only('I2') },
  },
  {
    name: 'orchestrator-crashes-past-cutover',
    requirements: ['NET-146', 'NET-147'],
    of: 'protocol',
    system: 'crashing-third',
    breaks: 'I1',
    explain: 'Nobody tells the target any more to go live: the daemon is there, and lives nowhere.',
    bounds: { ...strict, crashes: 1, excused: everyDeath - deaths.record, judged: only('I1') },
  },
  {
    name: 'source-forgets-that-it-let-go',
    requirements: ['NET-093', 'NET-147'],
    of: 'protocol',
    system: 'crashing-third',
    breaks: 'L2',
    explain: 'A source restarts when its CleanupComplete was lost: CutoverNotify gets no answer any more.',
    bounds: {
      ...strict,
      crashes: 1,
      losses: 1,
      timeouts: 1,
      excused: everyDeath - deaths.memory,
      judged: only('liveness'),
    },
  },
]

/** The findings of a system as falsifiers of its properties. */
export function falsifiersOf(system: string): readonly Falsifier<never, MigrationBounds>[] {
  return findings
    .filter((finding) => finding.system === system)
    .map(({ name, of, requirements, breaks, explain, bounds }) => ({
      breaks,
      explain: `${name} (${of}, ${requirements.join(', ')}): ${explain}`,
      bounds,
    }))
}
