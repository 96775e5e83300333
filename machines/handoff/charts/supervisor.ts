import type { MessageType } from '../../../spec/handoff/messages.ts'
import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { also, blame, contents, everywhere, type FrameContent, ids, send } from './frames.ts'
import type { Phase } from './journal.ts'

/** How a handoff ends, decided where the way there begins. */
export const endings = ['none', 'committed', 'failed', 'sealFailed', 'sealTimedOut', 'aborted'] as const
export type Ending = (typeof endings)[number]

export interface SupervisorContext {
  /** The id of the handoff under way; 0 while idle. */
  readonly id: number
  /** Index into `endings`. */
  readonly ending: number
  /** Whether it watches the successor while it waits for the incumbent (HOF-113). */
  readonly watches: number
}

export interface SupervisorPayload extends FrameContent {
  /** The id of a new handoff. */
  readonly fresh: number
}

const decide = (ending: Ending): ActionRef => ({ type: `${ending}Ends`, params: {} })
const note = (phase: Phase): ActionRef => ({ type: 'note', params: { phase } })
const returned = (outcome: 'committed' | 'aborted' | 'failed'): ActionRef => ({ type: 'returned', params: { outcome } })
const is = (ending: Ending) => `${ending}Ending`

/** Before a successor exists, an error ends the handoff at once. */
const early = (...requirements: string[]): TransitionConfig => ({
  target: 'idle',
  actions: [returned('failed'), 'forget'],
  ...blame(...requirements),
})
/** Once it exists, it is killed first. */
const fail = (...requirements: string[]): TransitionConfig => ({
  target: 'killing',
  actions: [decide('failed')],
  ...blame(...requirements),
})
const abort = (ending: Ending, ...requirements: string[]): TransitionConfig => ({
  target: 'aborting',
  actions: [decide(ending)],
  ...blame(...requirements),
})

const recorded = (phase: Phase, target: string, ...requirements: string[]) => ({
  done: { target, actions: [note(phase)], ...blame('HOF-126', ...requirements) },
  failed: fail('HOF-134'),
})
/** What no wait allows. */
const unexpected = (refusal: TransitionConfig, ...except: readonly MessageType[]) =>
  Object.fromEntries(
    ['Hello', 'Drained', 'SealComplete', 'SealFailed', 'Ready', 'SealProgress', 'Heartbeat', 'stray']
      .filter((event) => !(except as readonly string[]).includes(event))
      .map((event) => [event, refusal]),
  )
const greeting = (next: string, to: 'incumbent' | 'successor', refuse: typeof early) => ({
  ...unexpected(refuse('HOF-045'), 'Hello'),
  Hello: [
    {
      guard: 'good',
      target: next,
      actions: [send('HelloAck', to)],
      ...blame('HOF-040', 'HOF-041', 'HOF-030', 'HOF-013', ...(to === 'incumbent' ? ['HOF-042'] : [])),
    },
    also(refuse('HOF-043', 'HOF-047'), ...(to === 'incumbent' ? ['HOF-042'] : ['HOF-044'])),
  ],
  lost: refuse('HOF-045'),
  timeout: refuse('HOF-046'),
})
const bereft = [{ guard: 'watches', ...abort('aborted', 'HOF-113') }, {}]
const beats = {
  beat: { actions: [send('Heartbeat', 'incumbent'), send('Heartbeat', 'successor')], ...blame('HOF-121') },
}
const waiting = {
  Heartbeat: blame('HOF-063', 'HOF-117', 'HOF-118'),
  SealProgress: blame('HOF-063'),
}

/** One call after the other of performing a handoff; each state with `done` and `failed` is one act, which a crash may precede. */
export const supervisor = chart<SupervisorContext, SupervisorPayload>({
  id: 'handoff.supervisor',
  explain: 'A supervisor tells the successor to begin only after the seal, and ends every handoff with one verdict.',
  context: { id: ids, ending: { min: 0, max: endings.length - 1 }, watches: { min: 0, max: 1 } },
  payload: { ...contents, fresh: { ...ids, min: 1 } },
  events: {
    start: [],
    crash: [],
    perform: ['fresh'],
    Hello: ['good'],
    Drained: [],
    SealProgress: [],
    SealComplete: ['id'],
    SealFailed: ['id'],
    Ready: ['id'],
    Heartbeat: [],
    stray: [],
    lost: [],
    childLost: [],
    timeout: [],
    silence: [],
    beat: [],
    done: [],
    failed: [],
  },
  guards: {
    good: (_, e) => e.good === 1,
    own: (c, e) => c.id === e.id,
    watches: (c) => c.watches === 1,
    committedEnding: (c) => endings[c.ending] === 'committed',
    failedEnding: (c) => endings[c.ending] === 'failed',
    sealTimedOutEnding: (c) => endings[c.ending] === 'sealTimedOut',
    abortedEnding: (c) => endings[c.ending] === 'aborted',
  },
  updates: {
    invent: { id: (_, e) => e.fresh, ending: () => 0 },
    forget: { id: () => 0, ending: () => 0 },
    ...Object.fromEntries(endings.slice(1).map((ending, at) => [`${ending}Ends`, { ending: () => at + 1 }])),
  },
  outputs: {
    connect: () => ({}),
    spawn: () => ({}),
    kill: () => ({}),
    read: () => ({}),
    note: () => ({}),
    clear: () => ({}),
    send: (c) => ({ id: c.id }),
    refused: () => ({}),
    returned: (c) => ({ id: c.id }),
  },
  config: {
    initial: 'absent',
    on: {
      start: {},
      perform: { actions: ['refused'], ...blame('HOF-152') },
      ...unexpected({}),
      lost: {},
      childLost: {},
      timeout: {},
      silence: {},
      beat: {},
      done: {},
      failed: {},
    },
    states: everywhere(
      { crash: { target: 'absent', actions: ['forget'] } },
      {
        absent: { description: 'Not running.', on: { start: { target: 'loading' }, perform: {} } },
        loading: {
          description: 'Reads the journal once.',
          on: {
            done: { target: 'probing', actions: ['read'], ...blame('HOF-131') },
            failed: { target: 'idle', ...blame('HOF-131', 'HOF-132') },
          },
        },
        probing: {
          description: 'There was a journal: connects to the control path.',
          on: {
            done: { target: 'awaitProbe', actions: ['connect'], ...blame('HOF-131') },
            failed: { target: 'forgetting', ...blame('HOF-131') },
          },
        },
        awaitProbe: {
          description: 'Reads one frame from whoever answers.',
          on: {
            ...unexpected({ target: 'forgetting', ...blame('HOF-131') }),
            lost: { target: 'forgetting', ...blame('HOF-131') },
            timeout: { target: 'forgetting', ...blame('HOF-131') },
          },
        },
        forgetting: {
          description: 'Deletes the journal that it found.',
          on: { done: { target: 'idle', actions: ['clear'], ...blame('HOF-131') }, failed: { target: 'idle' } },
        },
        idle: {
          description: 'No handoff under way.',
          on: { perform: { target: 'connecting', actions: ['invent'], ...blame('HOF-036', 'HOF-152') } },
        },
        connecting: {
          description: 'Connects to the control path.',
          on: { done: { target: 'helloO', actions: ['connect'], ...blame('HOF-042') }, failed: early('HOF-042') },
        },
        helloO: { description: 'Reads the Hello of the incumbent.', on: greeting('spawning', 'incumbent', early) },
        spawning: {
          description: 'Starts the successor.',
          on: {
            done: { target: 'helloN', actions: ['spawn'], ...blame('HOF-042', 'HOF-146') },
            failed: early('HOF-042'),
          },
        },
        helloN: {
          description: 'Reads the Hello of the successor.',
          on: greeting('noteNegotiating', 'successor', fail),
        },
        noteNegotiating: {
          description: 'Both are greeted.',
          on: { ...beats, ...recorded('negotiating', 'preparing', 'HOF-052') },
        },
        preparing: {
          description: 'Sends PrepareHandoff.',
          on: {
            ...beats,
            done: {
              target: 'awaitDrained',
              actions: [send('PrepareHandoff', 'incumbent')],
              ...blame('HOF-041', 'HOF-052', 'HOF-054'),
            },
            failed: fail('HOF-064'),
          },
        },
        awaitDrained: {
          description: 'Reads the stream of the incumbent until it has drained.',
          on: {
            ...beats,
            ...waiting,
            ...unexpected(fail('HOF-064'), 'Drained', 'Heartbeat', 'SealProgress'),
            Drained: { target: 'noteDraining', ...blame('HOF-066') },
            lost: fail('HOF-064'),
            childLost: bereft,
            timeout: fail('HOF-062', 'HOF-118', 'HOF-124'),
            silence: fail('HOF-117'),
          },
        },
        noteDraining: {
          description: 'The incumbent has drained.',
          on: { ...beats, ...recorded('draining', 'requesting') },
        },
        requesting: {
          description: 'Sends SealRequest.',
          on: {
            ...beats,
            done: {
              target: 'awaitSealed',
              actions: [send('SealRequest', 'incumbent')],
              ...blame('HOF-041', 'HOF-066'),
            },
            failed: fail('HOF-064'),
          },
        },
        awaitSealed: {
          description: 'Reads the stream of the incumbent until it has sealed.',
          on: {
            ...beats,
            ...waiting,
            ...unexpected(fail('HOF-064'), 'SealComplete', 'SealFailed', 'Heartbeat', 'SealProgress'),
            SealComplete: [{ guard: 'own', target: 'noteSealing', ...blame('HOF-073', 'HOF-075') }, fail('HOF-073')],
            SealFailed: [{ guard: 'own', ...abort('sealFailed', 'HOF-074') }, fail('HOF-073')],
            lost: fail('HOF-064'),
            childLost: bereft,
            timeout: abort('sealTimedOut', 'HOF-076', 'HOF-118'),
            silence: abort('sealTimedOut', 'HOF-117'),
          },
        },
        noteSealing: {
          description: 'The incumbent has sealed.',
          on: { ...beats, ...recorded('sealing', 'beginning') },
        },
        beginning: {
          description: 'Sends Begin.',
          on: {
            ...beats,
            done: {
              target: 'noteAwaiting',
              actions: [send('Begin', 'successor')],
              ...blame('HOF-041', 'HOF-075'),
            },
            failed: abort('aborted', 'HOF-087', 'HOF-113'),
          },
        },
        noteAwaiting: {
          description: 'The successor was told to begin.',
          on: { ...beats, ...recorded('awaitingReady', 'awaitReady') },
        },
        awaitReady: {
          description: 'Reads the stream of the successor until it is ready.',
          on: {
            ...beats,
            ...waiting,
            ...unexpected(abort('aborted', 'HOF-087'), 'Ready', 'Heartbeat', 'SealProgress'),
            Ready: [
              {
                guard: 'own',
                target: 'committing',
                actions: [decide('committed')],
                ...blame('HOF-086', 'HOF-089', 'HOF-090', 'HOF-096'),
              },
              abort('aborted', 'HOF-085'),
            ],
            lost: abort('aborted', 'HOF-087', 'HOF-113'),
            timeout: abort('aborted', 'HOF-086', 'HOF-118'),
            silence: abort('aborted', 'HOF-117', 'HOF-120'),
          },
        },
        committing: {
          description: 'The successor owns everything: sends Commit, once.',
          on: {
            done: {
              target: 'noteCommitted',
              actions: [send('Commit', 'incumbent')],
              ...blame('HOF-041', 'HOF-091', 'HOF-092'),
            },
            failed: { target: 'noteCommitted', ...blame('HOF-090') },
          },
        },
        noteCommitted: {
          description: 'The incumbent was told.',
          on: {
            done: { target: 'clearing', actions: [note('committed')], ...blame('HOF-126') },
            failed: { target: 'clearing', ...blame('HOF-090', 'HOF-134') },
          },
        },
        aborting: {
          description: 'Sends Abort to the successor, if it can.',
          on: {
            done: {
              target: 'killing',
              actions: [send('Abort', 'successor')],
              ...blame('HOF-087', 'HOF-074', 'HOF-076'),
            },
            failed: { target: 'killing', ...blame('HOF-087') },
          },
        },
        killing: {
          description: 'Kills the successor and waits for its end.',
          on: {
            done: [
              { guard: is('aborted'), target: 'resuming', actions: ['kill'], ...blame('HOF-088', 'HOF-087') },
              {
                guard: is('failed'),
                target: 'idle',
                actions: ['kill', returned('failed'), 'forget'],
                ...blame('HOF-044', 'HOF-064', 'HOF-130'),
              },
              { target: 'clearing', actions: ['kill'], ...blame('HOF-074', 'HOF-076') },
            ],
          },
        },
        resuming: {
          description: 'Sends ResumeAfterAbort.',
          on: {
            done: {
              target: 'noteResuming',
              actions: [send('ResumeAfterAbort', 'incumbent')],
              ...blame('HOF-041', 'HOF-087', 'HOF-088', 'HOF-092'),
            },
            failed: early('HOF-087', 'HOF-130'),
          },
        },
        noteResuming: {
          description: 'The incumbent was told.',
          on: {
            done: { target: 'clearing', actions: [note('resuming')], ...blame('HOF-126') },
            failed: early('HOF-134'),
          },
        },
        clearing: {
          description: 'Deletes the journal.',
          on: {
            done: [
              {
                guard: is('committed'),
                target: 'idle',
                actions: ['clear', returned('committed'), 'forget'],
                ...blame('HOF-096', 'HOF-129'),
              },
              {
                guard: is('sealTimedOut'),
                target: 'idle',
                actions: ['clear', returned('failed'), 'forget'],
                ...blame('HOF-076', 'HOF-129'),
              },
              {
                target: 'idle',
                actions: ['clear', returned('aborted'), 'forget'],
                ...blame('HOF-096', 'HOF-109', 'HOF-129', 'HOF-074', 'HOF-087'),
              },
            ],
            failed: [
              {
                guard: is('committed'),
                target: 'idle',
                actions: [returned('committed'), 'forget'],
                ...blame('HOF-090', 'HOF-134'),
              },
              early('HOF-134'),
            ],
          },
        },
      },
    ),
  },
})
