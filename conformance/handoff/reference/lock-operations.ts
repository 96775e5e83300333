import { ok, type RoleHandlers, refused, unknown } from './answer.ts'
import type { Parts } from './parts.ts'

/** A process that takes a lock and does nothing else. */
export function lockOperations(parts: Parts): RoleHandlers {
  return {
    'lock.acquire': (agent, { dir, break_stale = false }, tell) => {
      const { host } = agent
      const directory = host.directory(dir)
      const refusal = break_stale ? parts.locks.breakStale(host, directory) : parts.locks.take(host, directory)
      if (refusal === undefined) {
        agent.holding = directory
        return tell(ok())
      }
      tell(refused(refusal.code, 'expected a lock that is free', { holder_pid: refusal.holder_pid }))
      host.exit(1)
    },
    'lock.drop': (agent, _, tell) => {
      if (agent.holding === undefined) return tell(unknown('a lock'))
      parts.locks.drop(agent.host, agent.holding)
      agent.holding = undefined
      tell(ok())
      agent.host.exit(0)
    },
  }
}
