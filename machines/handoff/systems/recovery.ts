import type { Chart } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'
import type { SystemBody } from '../../proof/system.ts'
import type { LockContext, LockPayload } from '../charts/lock.ts'
import { profiles } from '../charts/settings.ts'
import { Daemon, type DaemonCharts } from './daemon.ts'

export interface RecoveryBounds {
  /** Seconds for which an incumbent tries to get its lock back, and for which a supervisor waits for Hello. */
  readonly reacquire: number
  readonly hello: number
  readonly [name: string]: number
}

const rival = 3

/**
 * A sealed incumbent that lost its supervisor, a rival that holds the lock for as long as it likes, and a new supervisor that
 * connects at any time: here seconds count, and all else takes none.
 */
export function recovery(
  world: World,
  bounds: RecoveryBounds,
  charts: DaemonCharts & { readonly lock: Chart<LockContext, LockPayload> },
): SystemBody {
  const lock = world.role('lock', charts.lock)
  const ground = { lock, path: world.ghosts('control path', { bound: { min: 0, max: 1 } }) }
  const daemon = new Daemon(world, 1, 'incumbent', ground, charts, { ...profiles.core, rebinds: 0, rereads: 1 })
  const clock = world.ghosts('clock', {
    tried: { min: 0, max: bounds.reacquire },
    waited: { min: 0, max: bounds.hello },
  })
  const settle = (): void => {
    while (daemon.read() || daemon.step() || daemon.finish(true) || daemon.accept());
  }
  const stand = (rivalHolds: boolean): void => {
    daemon.startCold()
    daemon.pending = true
    daemon.accept()
    for (const message of ['HelloAck', 'PrepareHandoff', 'SealRequest'] as const) {
      daemon.receive(message, 1)
      settle()
    }
    if (rivalHolds) lock.send('take', { by: rival })
  }
  stand(true)
  return {
    events: [
      {
        name: 'the supervisor is lost',
        run: () => {
          if (!daemon.stream.isOpen('supervisor') || daemon.state !== 'sealed') return false
          daemon.stream.close('supervisor')
          settle()
          return true
        },
      },
      {
        name: 'a supervisor connects',
        run: () => {
          if (daemon.pending || daemon.stream.isOpen('supervisor') || !daemon.alive) return false
          daemon.pending = true
          settle()
          return true
        },
      },
      {
        name: 'the rival lets the lock go',
        run: () => {
          if (lock.context.holder !== rival) return false
          lock.send('release', { by: rival })
          settle()
          return true
        },
      },
      {
        name: 'a second passes',
        fair: true,
        run: () => {
          if (!daemon.alive || clock.waited === bounds.hello) return false
          if (daemon.pending) clock.waited++
          if (daemon.state === 'reacquiring') {
            clock.tried++
            if (clock.tried === bounds.reacquire) daemon.timeout()
          }
          return true
        },
      },
    ],
    invariants: [
      {
        id: 'HOF-125',
        text: 'A supervisor that connects while an incumbent tries to get its lock back has its Hello, or the end of the stream, before it gives up.',
        holds: () => !daemon.pending || clock.waited < bounds.hello,
      },
    ],
    done: () => true,
  }
}
