import { type ActionRef, chart } from '../../chart/chart.ts'
import { blame, contents, everywhere, type FrameContent, ids, send } from './frames.ts'

export interface SuccessorContext {
  /** The id of the handoff that it was spawned for; 0 before the handshake. */
  readonly id: number
  /** Whether it refuses a chosen version that it did not offer (HOF-050). */
  readonly checks: number
  /** Whether long silence of the supervisor counts as its loss (HOF-121). */
  readonly watches: number
  /** Whether it serves on when it holds the lock and cannot say so any more. */
  readonly stays: number
}

const exit = (code: 'error' | 'unheard'): ActionRef => ({ type: 'exit', params: { code } })
const ended = (...requirements: string[]) => ({ target: 'ended', actions: [exit('error')], ...blame(...requirements) })
const patient = [{ guard: 'watches', ...ended('HOF-121') }, {}]
const working = {
  Heartbeat: {},
  stray: {},
  Abort: {},
  Begin: {},
  HelloAck: {},
  lost: {},
  timeout: {},
}
const beat = { actions: [send('Heartbeat')], ...blame('HOF-120') }
const always = { spawn: { target: 'greeting', actions: ['forget'] }, crash: { target: 'absent', actions: ['forget'] } }

/** A process that a supervisor spawned: it waits to be told to begin, and only then touches the data directory. */
export const successor = chart<SuccessorContext, FrameContent>({
  id: 'handoff.successor',
  explain: 'A successor takes lock and data only once it was told to begin, and announces itself only with both.',
  context: {
    id: ids,
    checks: { min: 0, max: 1 },
    watches: { min: 0, max: 1 },
    stays: { min: 0, max: 1 },
  },
  payload: contents,
  events: {
    spawn: [],
    crash: [],
    HelloAck: ['id', 'good'],
    Begin: ['id'],
    Abort: [],
    Heartbeat: [],
    stray: [],
    lost: [],
    timeout: [],
    beat: [],
    done: [],
    failed: [],
  },
  guards: {
    bad: (c, e) => c.checks === 1 && e.good === 0,
    own: (c, e) => c.id === e.id,
    watches: (c) => c.watches === 1,
    stays: (c) => c.stays === 1,
  },
  updates: { remember: { id: (_, e) => e.id }, forget: { id: () => 0 } },
  outputs: {
    send: (c) => ({ id: c.id }),
    open: () => ({}),
    serve: () => ({}),
    bind: () => ({}),
    exit: () => ({}),
  },
  config: {
    initial: 'absent',
    on: { ...working, beat: {}, done: {}, failed: {} },
    states: everywhere(always, {
      absent: { description: 'Not spawned, or dead.' },
      greeting: {
        description: 'Says Hello first.',
        on: {
          done: { target: 'awaitAck', actions: [send('Hello')], ...blame('HOF-039', 'HOF-030', 'HOF-013') },
          failed: ended('HOF-082'),
        },
      },
      awaitAck: {
        description: 'Reads until the supervisor has answered the Hello.',
        on: {
          HelloAck: [
            { guard: 'bad', ...ended('HOF-050') },
            { target: 'awaitBegin', actions: ['remember'], ...blame('HOF-053') },
          ],
          Abort: ended('HOF-053'),
          Begin: ended('HOF-053'),
          Heartbeat: ended('HOF-053'),
          stray: ended('HOF-053'),
          lost: ended('HOF-082'),
        },
      },
      awaitBegin: {
        description: 'Known to the supervisor; owns nothing.',
        on: {
          Begin: [{ guard: 'own', target: 'locking', ...blame('HOF-077', 'HOF-079') }, ended('HOF-079')],
          Abort: ended('HOF-080'),
          Heartbeat: blame('HOF-081'),
          HelloAck: ended('HOF-081'),
          stray: ended('HOF-081'),
          lost: ended('HOF-082'),
          timeout: patient,
        },
      },
      locking: {
        description: 'Takes the lock, in one attempt.',
        on: {
          beat,
          lost: patient,
          timeout: patient,
          done: { target: 'opening', actions: ['open'], ...blame('HOF-078') },
          failed: ended('HOF-078'),
        },
      },
      opening: {
        description: 'Holds the lock and opens data and listeners, as long as that takes.',
        on: {
          beat,
          done: { target: 'announcing', actions: ['serve'], ...blame('HOF-078', 'HOF-149') },
          failed: ended('HOF-160'),
        },
      },
      announcing: {
        description: 'Serves, and says so.',
        on: {
          done: { target: 'binding', actions: [send('Ready')], ...blame('HOF-083', 'HOF-120') },
          failed: [
            { guard: 'stays', target: 'binding', ...blame('HOF-135', 'HOF-139') },
            { target: 'ended', actions: [exit('unheard')], ...blame('HOF-135', 'HOF-139') },
          ],
        },
      },
      binding: {
        description: 'Takes the control path over.',
        on: { done: { target: 'incumbent', actions: ['bind'], ...blame('HOF-084') } },
      },
      incumbent: { description: 'Has become the incumbent of the next handoff.' },
      ended: { description: 'Has ended without becoming one.' },
    }),
  },
})
