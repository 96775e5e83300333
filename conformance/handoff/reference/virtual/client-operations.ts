import { ok, unknown } from '../answer.ts'
import type { Timer } from '../host.ts'
import type { VirtualHandlers } from './process-operations.ts'
import type { World } from './world.ts'

/** What clients that connect again and again saw. */
interface Clients {
  attempts: number
  refused: number
  longest: number
  /** When each connection that is not served yet was made. */
  readonly open: Map<number, number>
  timer: Timer | undefined
  readonly reset: () => number
}

/** Clients of a daemon. */
export function clientOperations(world: World): VirtualHandlers {
  const running = new Map<string, Clients>()
  return {
    'client.start': ({ clients: name, supervisor, listener: wanted, interval_ms = 1 }) => {
      const descriptors = [...(world.processes.get(supervisor)?.descriptors.values() ?? [])]
      const listener = descriptors.find((each) => each.listener?.name === wanted)?.listener
      if (listener === undefined) return unknown('a supervisor and one of its listeners')
      const clients: Clients = {
        attempts: 0,
        refused: 0,
        longest: 0,
        open: new Map(),
        timer: undefined,
        reset: () => listener.lost,
      }
      running.set(name, clients)
      const connect = (): void => {
        const number = clients.attempts
        clients.attempts += 1
        clients.open.set(number, world.clock.now)
        const taken = listener.connect((waited) => {
          clients.open.delete(number)
          clients.longest = Math.max(clients.longest, waited)
        })
        if (!taken) {
          clients.open.delete(number)
          clients.refused += 1
        }
        clients.timer = world.clock.after(Math.max(interval_ms, 1), connect)
      }
      connect()
      return ok()
    },
    'client.stop': ({ clients: name }) => {
      const clients = running.get(name)
      if (clients === undefined) return unknown('clients')
      clients.timer?.cancel()
      const waits = [...clients.open.values()].map((since) => world.clock.now - since)
      const reset = Math.min(clients.reset(), waits.length)
      const { attempts, refused } = clients
      return ok({ attempts, refused, reset, longest_wait_ms: Math.floor(Math.max(clients.longest, ...waits, 0)) })
    },
  }
}
