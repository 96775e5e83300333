import { setTimeout } from 'node:timers/promises'
import { ok, unknown } from '../answer.ts'
import type { RealHandlers } from './handlers.ts'
import type { Machine } from './machine.ts'
import { say } from './say.ts'

/** What clients that connect again and again saw. */
interface Clients {
  readonly counts: { attempts: number; refused: number; reset: number; longest_wait_ms: number }
  over: boolean
  readonly open: Set<Promise<void>>
}

/** Clients of a daemon, each of which asks one question over a connection of its own. */
export function clientOperations(machine: Machine): RealHandlers {
  const all = new Map<string, Clients>()
  return {
    'client.start': ({ clients: name, supervisor, listener, interval_ms = 1 }) => {
      const port = machine.portOf(supervisor, listener)
      if (port === undefined) return unknown('a supervisor and one of its listeners')
      const counts = { attempts: 0, refused: 0, reset: 0, longest_wait_ms: 0 }
      const clients: Clients = { counts, over: false, open: new Set() }
      all.set(name, clients)
      const connect = async (): Promise<void> => {
        const began = performance.now()
        counts.attempts += 1
        const answer = await say(port, 'GET client')
        if (answer === 'refused') counts.refused += 1
        else if (answer === 'cut') counts.reset += 1
        else counts.longest_wait_ms = Math.max(counts.longest_wait_ms, Math.ceil(performance.now() - began))
      }
      void (async () => {
        while (!clients.over) {
          const one: Promise<void> = connect().finally(() => clients.open.delete(one))
          clients.open.add(one)
          await setTimeout(Math.max(interval_ms, 1))
        }
      })()
      return ok()
    },
    'client.stop': async ({ clients: name }) => {
      const clients = all.get(name)
      if (clients === undefined) return unknown('clients')
      clients.over = true
      // Who still waits is neither refused nor reset; whether it is served says the next handoff.
      await Promise.race([Promise.all(clients.open), setTimeout(PATIENCE)])
      return ok(clients.counts)
    },
  }
}

/** How long connections that are open are waited for, in milliseconds. */
const PATIENCE = 5_000
