import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { also, blame, contents, everywhere, type FrameContent, ids, send } from './frames.ts'

export interface IncumbentContext {
  /** The id of the session's HelloAck until its first PrepareHandoff; 0 otherwise. */
  readonly ack: number
  /** The id of the handoff under way; 0 for none. */
  readonly active: number
  /** Whether a PrepareHandoff must carry the id of the HelloAck (HOF-051). */
  readonly checks: number
  /** Whether long silence of the supervisor counts as its loss (HOF-121). */
  readonly watches: number
  /** What a repeated request is served again: 0 nothing, 1 PrepareHandoff after the drain (HOF-061), 2 also both requests after the seal, without the lock (HOF-072). */
  readonly again: number
  /** Whether a failed hook is followed by something: a drain by resume (HOF-065), a resume by the end of the process, or at 2 by the next try (HOF-111). */
  readonly mends: number
}

type Hook = 'drain' | 'seal' | 'resume'
const call = (hook: Hook): ActionRef => ({ type: 'call', params: { hook } })
const exit = (code: 'ok' | 'error'): ActionRef => ({ type: 'exit', params: { code } })

/** How a session ends, by what the incumbent must undo then. */
const over = {
  untouched: { target: 'listening', actions: ['forget', 'close'] },
  drained: { target: 'recovering', actions: ['forget', 'close', call('resume')] },
  sealed: { target: 'reacquiring', actions: ['forget', 'close'] },
} satisfies { readonly [state: string]: TransitionConfig }

/** What every reading state does with frames that it never receives legally, and with the loss of its supervisor. */
const reading = (end: TransitionConfig, ...lost: string[]) => ({
  HelloAck: also(end, 'HOF-106', 'HOF-105'),
  stray: also(end, 'HOF-106', 'HOF-105'),
  Heartbeat: { actions: [send('Heartbeat')], ...blame('HOF-119') },
  lost: also(end, ...lost),
  timeout: [{ guard: 'watches', ...also(end, 'HOF-121') }, blame('HOF-110')],
})
const refusing = (end: TransitionConfig, requirement: string) => [also(end, requirement)]
const resumes = { actions: ['settle', call('resume')] }
/** What follows a failed resume. */
const unresumed = (forgotten: TransitionConfig): readonly TransitionConfig[] => [
  { guard: 'retries', actions: [call('resume')], ...blame('HOF-111') },
  {
    guard: 'mends',
    target: 'failed',
    actions: ['forget', 'close', 'release', exit('error')],
    ...blame('HOF-111'),
  },
  forgotten,
]

/** The daemon that serves: it drains, seals and lets go when told to, and takes everything back when nobody commits. */
export const incumbent = chart<IncumbentContext, FrameContent>({
  id: 'handoff.incumbent',
  explain: 'An incumbent gives its lock away only sealed, and takes it back before it resumes.',
  context: {
    ack: ids,
    active: ids,
    checks: { min: 0, max: 1 },
    watches: { min: 0, max: 1 },
    again: { min: 0, max: 2 },
    mends: { min: 0, max: 2 },
  },
  payload: contents,
  events: {
    start: [],
    crash: [],
    connect: [],
    HelloAck: ['id', 'good'],
    PrepareHandoff: ['id'],
    SealRequest: ['id'],
    Commit: ['id'],
    Abort: ['id'],
    ResumeAfterAbort: ['id'],
    Heartbeat: [],
    stray: [],
    lost: [],
    timeout: [],
    beat: [],
    done: [],
    failed: [],
  },
  guards: {
    bad: (_, e) => e.good === 0,
    unasked: (c, e) => c.checks === 1 && c.ack !== 0 && c.ack !== e.id,
    own: (c, e) => c.active === e.id,
    drainsAgain: (c, e) => c.again >= 1 && c.active === e.id,
    sealsAgain: (c, e) => c.again === 2 && c.active === e.id,
    watches: (c) => c.watches === 1,
    mends: (c) => c.mends > 0,
    retries: (c) => c.mends === 2,
  },
  updates: {
    greet: { ack: (_, e) => e.id },
    engage: { ack: () => 0, active: (_, e) => e.id },
    settle: { active: () => 0 },
    forget: { ack: () => 0, active: () => 0 },
  },
  outputs: {
    send: (c) => ({ id: c.active }),
    close: () => ({}),
    call: () => ({}),
    release: () => ({}),
    bind: () => ({}),
    exit: () => ({}),
  },
  config: {
    initial: 'absent',
    on: {
      start: {},
      connect: {},
      HelloAck: {},
      PrepareHandoff: {},
      SealRequest: {},
      Commit: {},
      Abort: {},
      ResumeAfterAbort: {},
      Heartbeat: {},
      stray: {},
      lost: {},
      timeout: {},
      beat: {},
      done: {},
      failed: {},
    },
    states: everywhere(
      { crash: { target: 'absent', actions: ['forget'] } },
      {
        absent: {
          description: 'Not this role, or dead.',
          on: { start: { target: 'listening', actions: ['forget'] } },
        },
        listening: {
          description: 'Holds the lock and serves; no session.',
          on: {
            connect: {
              target: 'awaitAck',
              actions: [send('Hello')],
              ...blame('HOF-038', 'HOF-030', 'HOF-035', 'HOF-013', 'HOF-108', 'HOF-110'),
            },
          },
        },
        awaitAck: {
          description: 'Has said Hello.',
          on: {
            ...Object.fromEntries(
              ['PrepareHandoff', 'SealRequest', 'Commit', 'Abort', 'ResumeAfterAbort', 'Heartbeat', 'stray'].map(
                (message) => [message, also(over.untouched, 'HOF-049')],
              ),
            ),
            HelloAck: [
              { guard: 'bad', ...also(over.untouched, 'HOF-049', 'HOF-035') },
              { target: 'ready', actions: ['greet'], ...blame('HOF-049') },
            ],
            timeout: also(over.untouched, 'HOF-048'),
            lost: also(over.untouched, 'HOF-104', 'HOF-158'),
          },
        },
        ready: {
          description: 'A session, and no handoff under way.',
          on: {
            ...reading(over.untouched, 'HOF-104', 'HOF-105'),
            PrepareHandoff: [
              { guard: 'unasked', ...also(over.untouched, 'HOF-051') },
              { target: 'draining', actions: ['engage', call('drain')], ...blame('HOF-055', 'HOF-056', 'HOF-058') },
            ],
            SealRequest: refusing(over.untouched, 'HOF-067'),
            Commit: refusing(over.untouched, 'HOF-094'),
            Abort: refusing(over.untouched, 'HOF-100'),
            ResumeAfterAbort: refusing(over.untouched, 'HOF-100'),
          },
        },
        draining: {
          description: 'The drain hook runs; nothing is read.',
          on: {
            beat: { actions: [send('Heartbeat')], ...blame('HOF-116', 'HOF-037') },
            done: { target: 'reportDrained' },
            failed: [{ guard: 'mends', ...also(over.drained, 'HOF-065') }, also(over.untouched, 'HOF-055')],
          },
        },
        reportDrained: {
          description: 'Sends Drained.',
          on: {
            done: { target: 'drained', actions: [send('Drained')], ...blame('HOF-055', 'HOF-057', 'HOF-058') },
            failed: also(over.drained, 'HOF-103'),
          },
        },
        drained: {
          description: 'Accepts and acknowledges nothing, and waits for the seal request.',
          on: {
            ...reading(over.drained, 'HOF-103', 'HOF-105'),
            PrepareHandoff: [
              { guard: 'drainsAgain', target: 'draining', actions: [call('drain')], ...blame('HOF-061') },
              also(over.drained, 'HOF-060'),
            ],
            SealRequest: [
              { guard: 'own', target: 'sealing', actions: [call('seal')], ...blame('HOF-059', 'HOF-067') },
              also(over.drained, 'HOF-067'),
            ],
            Commit: also(over.drained, 'HOF-093', 'HOF-094'),
            Abort: [
              { guard: 'own', target: 'resuming', ...resumes, ...blame('HOF-098', 'HOF-099') },
              also(over.drained, 'HOF-100'),
            ],
            ResumeAfterAbort: [
              { guard: 'own', target: 'resuming', ...resumes, ...blame('HOF-098') },
              also(over.drained, 'HOF-100'),
            ],
          },
        },
        sealing: {
          description: 'The seal hook runs; nothing is read.',
          on: {
            beat: { actions: [send('Heartbeat')], ...blame('HOF-116', 'HOF-037') },
            done: { target: 'releasing' },
            failed: { target: 'reportFailed' },
          },
        },
        releasing: {
          description: 'Sealed; lets the lock go before it says so.',
          on: { done: { target: 'reportSealed', actions: ['release'], ...blame('HOF-068') } },
        },
        reportSealed: {
          description: 'Sends SealComplete.',
          on: {
            done: { target: 'sealed', actions: [send('SealComplete')], ...blame('HOF-068', 'HOF-069') },
            failed: also(over.sealed, 'HOF-102'),
          },
        },
        reportFailed: {
          description: 'The seal failed: says so, and resumes. The lock was never gone.',
          on: {
            done: { target: 'resuming', actions: [send('SealFailed'), ...resumes.actions], ...blame('HOF-070') },
            failed: also(over.drained, 'HOF-103'),
          },
        },
        resuming: {
          description: 'The resume hook runs inside the session, after a drain.',
          on: {
            done: { target: 'ready', ...blame('HOF-098', 'HOF-070') },
            failed: unresumed({ target: 'recovering', actions: ['forget', 'close', call('resume')] }),
          },
        },
        sealed: {
          description: 'Has neither lock nor writes, and waits for the verdict.',
          on: {
            ...reading(over.sealed, 'HOF-102', 'HOF-105'),
            PrepareHandoff: [
              { guard: 'sealsAgain', target: 'drainingAgain', actions: [call('drain')] },
              also(over.sealed, 'HOF-060'),
            ],
            SealRequest: [
              { guard: 'sealsAgain', target: 'sealingAgain', actions: [call('seal')] },
              also(over.sealed, 'HOF-072', 'HOF-067'),
            ],
            Commit: [
              {
                guard: 'own',
                target: 'committed',
                actions: ['forget', 'close', exit('ok')],
                ...blame('HOF-095', 'HOF-107'),
              },
              also(over.sealed, 'HOF-094'),
            ],
            Abort: [{ guard: 'own', target: 'retaking', ...blame('HOF-099') }, also(over.sealed, 'HOF-100')],
            ResumeAfterAbort: [{ guard: 'own', target: 'retaking', ...blame('HOF-097') }, also(over.sealed, 'HOF-100')],
          },
        },
        retaking: {
          description: 'Told to resume after the seal: tries the lock once.',
          on: {
            done: { target: 'reopening', actions: ['bind', ...resumes.actions], ...blame('HOF-097', 'HOF-114') },
            failed: also(over.sealed, 'HOF-101'),
          },
        },
        reopening: {
          description: 'The resume hook runs inside the session, after the lock came back.',
          on: {
            done: { target: 'ready', ...blame('HOF-097', 'HOF-112') },
            failed: unresumed({ target: 'listening', actions: ['forget', 'close'] }),
          },
        },
        drainingAgain: {
          description: 'The drain hook runs a second time, without the lock.',
          on: { done: { target: 'sealed', actions: [send('Drained')] }, failed: over.sealed },
        },
        sealingAgain: {
          description: 'The seal hook runs a second time, without the lock.',
          on: {
            done: { target: 'sealed', actions: [send('SealComplete')] },
            failed: { target: 'resumingUnlocked', actions: [send('SealFailed'), call('resume')] },
          },
        },
        resumingUnlocked: {
          description: 'The resume hook runs without the lock.',
          on: { done: { target: 'sealed' }, failed: over.sealed },
        },
        reacquiring: {
          description: 'Lost its supervisor after the seal: tries the lock again and again, for a while.',
          on: {
            done: {
              target: 'recovering',
              actions: ['bind', call('resume')],
              ...blame('HOF-101', 'HOF-102', 'HOF-114'),
            },
            failed: blame('HOF-101'),
            timeout: { target: 'failed', actions: [exit('error')], ...blame('HOF-101', 'HOF-125') },
          },
        },
        recovering: {
          description: 'The resume hook runs after the session has ended; the lock is held.',
          on: {
            done: { target: 'listening', ...blame('HOF-107', 'HOF-108') },
            failed: unresumed({ target: 'listening' }),
          },
        },
        committed: { description: 'Has handed everything over, and ends with success.' },
        failed: { description: 'Has lost the lock to another, or could not resume, and ends with an error.' },
      },
    ),
  },
})
