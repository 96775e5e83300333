import type { CrashPoint, Script } from '../../../spec/handoff/adapter.types.ts'
import type { Phase } from '../../../spec/handoff/messages.types.ts'

/** What has come to rest after a crash. */
export interface CrashRow {
  readonly point: CrashPoint
  /** What is peculiar about this run of the row. */
  readonly run?: string
  /** What the successor does by itself. */
  readonly script?: Script
  /** `serves` where it goes on, `ended` with success, `lock_held` where it has failed so, `dead`. */
  readonly incumbent: 'serves' | 'ended' | 'lock_held' | 'dead'
  /** Hooks that it was called for, in order; those of a dead one are not asked for. */
  readonly hooks?: readonly ('drain' | 'seal' | 'resume')[]
  readonly successor: 'serves' | 'dead' | 'never'
  /** Absent: free for a moment or held by a successor that ends; not looked at. */
  readonly lock: 'incumbent' | 'successor' | 'free'
  /** What the journal names; in profile crate only where the handoff failed. */
  readonly journal: Phase | 'none'
  readonly handoff: 'lost' | 'committed' | 'aborted' | 'failed'
}

const untouched = { incumbent: 'serves', hooks: [], lock: 'incumbent' } as const
const resumed = { incumbent: 'serves', hooks: ['drain', 'resume'], lock: 'incumbent' } as const
const recovered = { incumbent: 'serves', hooks: ['drain', 'seal', 'resume'], lock: 'incumbent' } as const
const replaced = { successor: 'serves', lock: 'successor' } as const
const nobody = { incumbent: 'dead', successor: 'dead', lock: 'free' } as const

/** The crash matrix: supervisors. */
export const supervisorRows: readonly CrashRow[] = [
  { point: 's-after-o-hello', ...untouched, successor: 'never', journal: 'none', handoff: 'lost' },
  { point: 's-after-spawn-successor', ...untouched, successor: 'dead', journal: 'none', handoff: 'lost' },
  { point: 's-after-n-hello', ...untouched, successor: 'dead', journal: 'none', handoff: 'lost' },
  { point: 's-after-prepare-sent', ...resumed, successor: 'dead', journal: 'Negotiating', handoff: 'lost' },
  { point: 's-after-drained-recv', ...resumed, successor: 'dead', journal: 'Negotiating', handoff: 'lost' },
  { point: 's-after-seal-request-sent', ...recovered, successor: 'dead', journal: 'Draining', handoff: 'lost' },
  { point: 's-after-seal-complete-recv', ...recovered, successor: 'dead', journal: 'Draining', handoff: 'lost' },
  {
    point: 's-after-ready-recv',
    incumbent: 'lock_held',
    hooks: ['drain', 'seal'],
    ...replaced,
    journal: 'AwaitingReady',
    handoff: 'lost',
  },
  {
    point: 's-after-commit-sent',
    incumbent: 'ended',
    hooks: ['drain', 'seal'],
    ...replaced,
    journal: 'AwaitingReady',
    handoff: 'lost',
  },
  {
    point: 's-after-journal-clear',
    incumbent: 'ended',
    hooks: ['drain', 'seal'],
    ...replaced,
    journal: 'none',
    handoff: 'lost',
  },
]

/** A supervisor that dies after Begin, where the incumbent takes the lock first. */
export const incumbentFirst: CrashRow = {
  point: 's-after-begin-sent',
  run: 'the incumbent is first',
  script: { acquire_after_ms: 1_000 },
  ...recovered,
  successor: 'dead',
  journal: 'Sealing',
  handoff: 'lost',
}

/** The same where the successor takes it first and is slow to say so: it goes on in profile strict. The driver plays the supervisor. */
export const slowSuccessor: CrashRow = {
  point: 's-after-begin-sent',
  run: 'the successor is first and slow',
  incumbent: 'lock_held',
  hooks: ['drain', 'seal'],
  ...replaced,
  journal: 'none',
  handoff: 'lost',
}

/** The same in the other profiles: nobody serves. */
export const slowSuccessorAlone: CrashRow = { ...slowSuccessor, successor: 'dead', lock: 'free' }

/** Incumbents. */
export const incumbentRows: readonly CrashRow[] = [
  { point: 'o-inside-drain', ...nobody, journal: 'Negotiating', handoff: 'failed' },
  { point: 'o-after-drained-sent', ...nobody, journal: 'Draining', handoff: 'failed' },
  { point: 'o-inside-seal', ...nobody, journal: 'Draining', handoff: 'failed' },
  { point: 'o-after-seal-flock-released', ...nobody, journal: 'Draining', handoff: 'failed' },
  { point: 'o-after-seal-complete-sent', incumbent: 'dead', ...replaced, journal: 'none', handoff: 'committed' },
  { point: 'o-after-commit-recv', incumbent: 'dead', ...replaced, journal: 'none', handoff: 'committed' },
]

/** Successors. */
export const successorRows: readonly CrashRow[] = [
  { point: 'n-before-handshake', ...untouched, successor: 'dead', journal: 'none', handoff: 'failed' },
  { point: 'n-after-begin', ...recovered, successor: 'dead', journal: 'none', handoff: 'aborted' },
  { point: 'n-before-announce-ready', ...recovered, successor: 'dead', journal: 'none', handoff: 'aborted' },
]
