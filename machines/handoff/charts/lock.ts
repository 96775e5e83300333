import { chart } from '../../chart/chart.ts'
import { blame } from './frames.ts'

/** The lock of the data directory. Processes are numbers, 0 is none. */
export interface LockContext {
  readonly holder: number
  /** The process that the pidfile names; it outlives a holder that died. */
  readonly named: number
}

export interface LockPayload {
  readonly by: number
}

const own = 'own'

/** One lock for all who open the data directory: the kernel's, which a lying pidfile does not move. */
export const lock = chart<LockContext, LockPayload>({
  id: 'handoff.lock',
  explain: 'At most one process holds the lock of the data directory; it ends with its holder.',
  context: { holder: { min: 0, max: 3 }, named: { min: 0, max: 3 } },
  payload: { by: { min: 1, max: 3 } },
  events: { take: ['by'], break: ['by'], release: ['by'], died: ['by'] },
  guards: { own: (c, e) => c.holder === e.by },
  updates: {
    take: { holder: (_, e) => e.by, named: (_, e) => e.by },
    release: { holder: () => 0, named: () => 0 },
    drop: { holder: () => 0 },
  },
  outputs: { granted: () => ({}), refused: (c) => ({ holder: c.named }) },
  config: {
    initial: 'free',
    states: {
      free: {
        description: 'Nobody holds it.',
        on: {
          take: { target: 'held', actions: ['take', 'granted'], ...blame('HOF-141', 'HOF-143') },
          break: { target: 'held', actions: ['take', 'granted'], ...blame('HOF-143') },
          release: {},
          died: {},
        },
      },
      held: {
        description: 'One process holds it, and the pidfile names it.',
        on: {
          take: {
            actions: [{ type: 'refused', params: { code: 'lock_held' } }],
            ...blame('HOF-140'),
          },
          break: {
            actions: [{ type: 'refused', params: { code: 'stale_lock_break_refused' } }],
            ...blame('HOF-143', 'HOF-144'),
          },
          release: [{ guard: own, target: 'free', actions: ['release'], ...blame('HOF-145') }, {}],
          died: [{ guard: own, target: 'free', actions: ['drop'], ...blame('HOF-141') }, {}],
        },
      },
    },
  },
})
