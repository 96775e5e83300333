import type { Agent } from './agent.ts'
import { ok, type RoleHandlers, refused, unknown } from './answer.ts'
import type { Incumbent } from './incumbents.ts'
import type { Parts } from './parts.ts'

/** An incumbent, and the consumer around it. */
export function incumbentOperations(parts: Parts): RoleHandlers {
  return {
    'incumbent.start': (agent, { dir, build_id = '', hooks = {} }, tell) => {
      const { host } = agent
      const incumbent = parts.incumbents.create({ host, directory: host.directory(dir), hooks, buildId: build_id })
      parts.incumbents.start(incumbent, (refusal) => {
        agent.started = incumbent
        if (refusal === undefined) return tell(ok({ pid: host.pid }))
        const holder = 'holder_pid' in refusal ? { holder_pid: refusal.holder_pid } : {}
        tell(refused(refusal.code, 'expected a free lock and a control path that can be bound', holder))
        parts.incumbents.finish(incumbent, refusal.code)
      })
    },
    'incumbent.release': ({ consumer }, { hook }, tell) => {
      if (consumer === undefined) return tell(unknown('an incumbent'))
      if (!consumer.blocked.has(hook)) return tell(refused('out_of_order', `expected a ${hook} hook that is blocked`))
      // The answer comes first: with the hook the process may end.
      tell(ok())
      parts.consumers.release(consumer, hook)
    },
    'incumbent.hooks': (agent, _, tell) =>
      // A successor is none yet, and nothing was called in it.
      agent.consumer === undefined && agent.successor === undefined
        ? tell(unknown('an incumbent'))
        : tell(ok({ calls: structuredClone(agent.consumer?.calls ?? []) })),
    'incumbent.serve': ({ incumbent }, _, tell) => {
      if (incumbent === undefined) return tell(unknown('an incumbent'))
      const { serve, error } = incumbent
      tell(ok({ serve, ...(error === undefined ? {} : { error }) }))
    },
    'incumbent.state': ({ incumbent }, _, tell) =>
      tell(incumbent === undefined ? unknown('an incumbent') : ok({ session: sessionOf(incumbent) })),
    'client.write': (agent, { key, value }, tell) => {
      const { consumer } = agent
      if (consumer === undefined && !hasRole(agent)) return tell(unknown('a process'))
      tell(ok({ acknowledged: consumer !== undefined && parts.consumers.write(consumer, key, value) }))
    },
    'client.read': (agent, { key }, tell) => {
      const { consumer } = agent
      if (consumer === undefined && !hasRole(agent)) return tell(unknown('a process'))
      const value = consumer === undefined ? undefined : parts.consumers.read(consumer, key)
      tell(ok({ found: value !== undefined, ...(value === undefined ? {} : { value }) }))
    },
  }
}

function hasRole({ successor, supervisor }: Agent): boolean {
  return successor !== undefined || supervisor !== undefined
}

/** Where an incumbent stands, with or without a session. */
function sessionOf({ serve, reacquiring, session }: Incumbent): string {
  if (serve !== 'running') return serve === 'ended' ? 'committed' : 'failed'
  return reacquiring ? 'reacquiring' : (session?.state ?? 'listening')
}
