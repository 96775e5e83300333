import { type ActionRef, chart, type TransitionConfig } from '../../chart/chart.ts'
import { bit, blame, everywhere, refuse } from './messages.ts'

/** What a waiter sees at a poll. */
export const sights = ['underWay', 'complete', 'vanished', 'notReady', 'failed', 'acknowledged'] as const
export type Sight = (typeof sights)[number]
/** What is left of the budget for attempts: none was given, some, nothing. */
export const budgets = ['none', 'left', 'used'] as const
export type Budget = (typeof budgets)[number]
/** Attempts that are counted; there is no end to them but the budget's. */
export const mostAttempts = 8

export interface HandleContext {
  /** Attempts begun. */
  readonly attempts: number
  /** Whether success is what was acknowledged and nothing else, and every end is kept for all who wait (NET-131, NET-132, NET-160). */
  readonly sure: number
  /** Whether cancelling past cutover lets go of the migration, instead of being refused. */
  readonly detaches: number
}

export interface HandlePayload {
  /** Index into `sights`. */
  readonly sees: number
  /** Index into `budgets`. */
  readonly budget: number
  /** 1 if the migration is past cutover. */
  readonly past: number
}

const end = (target: string, as: string, ...requirements: string[]): TransitionConfig => ({
  target,
  actions: [{ type: 'ends', params: { as } }],
  ...blame(...requirements),
})
const giveUp: ActionRef = 'giveUp'
const seen = (sight: Sight, transition: TransitionConfig): TransitionConfig => ({
  ...transition,
  guard: { type: 'sees', params: { sight } },
})
const guessed = (sight: Sight): TransitionConfig => ({
  ...end('succeeded', 'success'),
  guard: { type: 'guesses', params: { sight } },
})
const waiting = {
  timeout: [
    { guard: 'doubtful', ...end('doubtful', 'timed_out', 'NET-125') },
    {
      target: 'timedOut',
      actions: [giveUp, { type: 'ends', params: { as: 'timed_out' } }],
      ...blame('NET-125', 'NET-155'),
    },
  ],
  cancel: [
    { guard: 'lets', target: 'detached', actions: ['detach'], ...blame('NET-130') },
    { guard: 'doubtful', actions: [refuse('past_cutover')], ...blame('NET-130') },
    {
      guard: 'sure',
      target: 'cancelled',
      actions: ['cancel', { type: 'ends', params: { as: 'cancelled' } }],
      ...blame('NET-130', 'NET-131'),
    },
    { target: 'polling', actions: ['cancel'] },
  ],
  shutdown: [{ guard: 'sure', ...end('shut', 'shutting_down', 'NET-108') }, {}],
} satisfies { readonly [event: string]: TransitionConfig | readonly TransitionConfig[] }
const ended = { poll: blame('NET-160'), timeout: {}, shutdown: {}, pause: {} }

/** A migration as the one sees it who waits for its end. */
export const handle = chart<HandleContext, HandlePayload>({
  id: 'net.handle',
  explain: 'A waiter learns the true end of its migration, and tries again only what is worth it.',
  context: { attempts: { min: 0, max: mostAttempts }, sure: bit, detaches: bit },
  payload: { sees: { min: 0, max: sights.length - 1 }, budget: { min: 0, max: budgets.length - 1 }, past: bit },
  events: {
    begin: [],
    poll: ['sees', 'budget'],
    pause: [],
    timeout: ['past'],
    cancel: ['past'],
    shutdown: [],
  },
  guards: {
    sees: (_, e, { sight }) => sights[e.sees] === sight,
    guesses: (c, e, { sight }) => c.sure === 0 && sights[e.sees] === sight,
    spends: (_, e) => sights[e.sees] === 'notReady' && budgets[e.budget] === 'left',
    spent: (_, e) => sights[e.sees] === 'notReady' && budgets[e.budget] === 'used',
    doubtful: (c, e) => c.sure === 1 && e.past === 1,
    lets: (c, e) => c.sure === 1 && e.past === 1 && c.detaches === 1,
    sure: (c) => c.sure === 1,
  },
  updates: {
    first: { attempts: () => 1 },
    next: { attempts: (c) => Math.min(mostAttempts, c.attempts + 1) },
  },
  outputs: {
    ends: (c) => ({ attempts: c.attempts }),
    restart: () => ({}),
    backOff: (c) => ({ attempts: c.attempts }),
    giveUp: () => ({}),
    cancel: () => ({}),
    detach: () => ({}),
    refused: () => ({}),
  },
  config: {
    initial: 'idle',
    states: everywhere(
      {
        begin: { target: 'polling', actions: ['first'], ...blame('NET-121') },
        poll: {},
        pause: {},
        timeout: {},
        cancel: { actions: [refuse('daemon_not_found')], ...blame('NET-130') },
        shutdown: {},
      },
      {
        idle: { description: 'No migration was started.' },
        polling: {
          description: 'Looks at the migration, and again after a while.',
          on: {
            ...waiting,
            poll: [
              seen('underWay', blame('NET-124')),
              guessed('complete'),
              guessed('vanished'),
              seen('complete', blame('NET-132')),
              seen('acknowledged', end('succeeded', 'success', 'NET-123', 'NET-132', 'NET-150')),
              { guard: 'spends', target: 'backing', actions: ['backOff'], ...blame('NET-086', 'NET-126') },
              { guard: 'spent', ...end('failed', 'NotReadyTimeout', 'NET-127') },
              seen('notReady', end('failed', 'reason', 'NET-128')),
              end('failed', 'reason', 'NET-123', 'NET-128', 'NET-131', 'NET-150'),
            ],
          },
        },
        backing: {
          description: 'The target was not ready; it is asked again after a pause.',
          on: {
            ...waiting,
            pause: { target: 'polling', actions: ['next', 'restart'], ...blame('NET-126') },
          },
        },
        succeeded: { description: 'The target is authoritative, and the copy of the source is gone.', on: ended },
        failed: { description: 'The migration has ended with a reason.', on: ended },
        cancelled: { description: 'It was called off before cutover.', on: ended },
        timedOut: { description: 'It was given up before cutover.', on: ended },
        doubtful: { description: 'Nobody waits any more; the migration goes on, and a start resumes it.', on: ended },
        detached: { description: 'The handle let go; the migration goes on.', on: ended },
        shut: { description: 'The runtime ended first.', on: ended },
      },
    ),
  },
})
