import type { Reply } from '../../../../spec/adapter.ts'
import type { Operations } from '../../../../spec/handoff/adapter.types.ts'
import { contractOf, type Environment } from '../../../../spec/handoff/environment.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { afterDeath, nothing, type Remains } from '../after-death.ts'
import type { Agent } from '../agent.ts'
import { ok, unknown } from '../answer.ts'
import type { RoleOperations } from '../role-operations.ts'
import { Listener } from './listener.ts'
import type { Process } from './process.ts'
import type { World } from './world.ts'

export type VirtualHandlers = {
  readonly [Name in keyof Operations]?: (params: Operations[Name]['params']) => Reply
}

/** Starting processes, speaking to them, and ending them. */
export function processOperations(world: World, roles: RoleOperations): VirtualHandlers {
  /** Carries an operation out inside a process that is there. */
  const inside = (name: string, op: string, params: object): Reply => {
    const process = world.processes.get(name)
    const agent = world.agents.get(name)
    if (process === undefined || agent === undefined) return unknown('a process')
    let reply: Reply | undefined
    if (process.alive)
      process.act(() =>
        roles(agent, op, params as JsonObject, (told) => {
          reply ??= told
        }),
      )
    else if ('call' in params && op.startsWith('supervisor.')) agent.calls.begin(String(params.call))
    // A process that dies meanwhile leaves a call behind, or no answer.
    if (reply === undefined && process.alive === false && 'call' in params && agent.calls.state(String(params.call)))
      return ok()
    return reply ?? afterDeath(op, remainsOf(agent))
  }
  /** Starts a process for an operation. */
  const started = (name: string, op: string, params: object, environment?: Environment): Reply => {
    world.start(name, environment)
    return inside(name, op, params)
  }
  const known = (name: string, act: (process: Process) => object | undefined): Reply => {
    const process = world.processes.get(name)
    return process === undefined ? unknown('a process') : ok(act(process) ?? {})
  }
  return {
    'lock.acquire': (params) => started(params.lock, 'lock.acquire', params),
    'lock.drop': (params) => inside(params.lock, 'lock.drop', params),
    'lock.kill': ({ lock }) => known(lock, (process) => world.end(process, undefined) as undefined),
    'incumbent.start': (params) => started(params.incumbent, 'incumbent.start', params),
    'incumbent.release': (params) => inside(params.incumbent, 'incumbent.release', params),
    'incumbent.hooks': (params) => inside(params.incumbent, 'incumbent.hooks', params),
    'incumbent.serve': (params) => inside(params.incumbent, 'incumbent.serve', params),
    'incumbent.state': (params) => inside(params.incumbent, 'incumbent.state', params),
    'client.write': (params) => inside(params.process, 'client.write', params),
    'client.read': (params) => inside(params.process, 'client.read', params),
    'successor.start': (params) => {
      const { successor, stream, listeners = [], environment = {} } = params
      const held = listeners.map((name) => new Listener(name, world.clock))
      const contract = { ...contractOf(listeners), ...environment }
      const child = world.startWith(successor, contract, held, undefined)
      world.streams.set(stream, child.stream)
      return inside(successor, 'successor.start', params)
    },
    'successor.handshake': (params) => inside(params.successor, 'successor.handshake', params),
    'successor.wait_for_begin': (params) => inside(params.successor, 'successor.wait_for_begin', params),
    'successor.take': (params) => inside(params.successor, 'successor.take', params),
    'successor.acquire': (params) => inside(params.successor, 'successor.acquire', params),
    'successor.heartbeats': (params) => inside(params.successor, 'successor.heartbeats', params),
    'successor.announce': (params) => inside(params.successor, 'successor.announce', params),
    'supervisor.start': (params) => {
      const { supervisor, listeners = [], descriptors, environment } = params
      const { host } = world.start(supervisor, environment)
      const process = world.processes.get(host.name)
      if (process !== undefined) world.open(process, listeners, descriptors)
      return inside(supervisor, 'supervisor.start', params)
    },
    'supervisor.perform': (params) => inside(params.supervisor, 'supervisor.perform', params),
    'supervisor.resume': (params) => inside(params.supervisor, 'supervisor.resume', params),
    'supervisor.fail_journal': (params) => inside(params.supervisor, 'supervisor.fail_journal', params),
    'supervisor.child': ({ supervisor, stream, process: name }) => {
      const parent = world.processes.get(supervisor)
      if (parent === undefined) return unknown('a supervisor')
      const relay = world.relays.get(parent)?.shift()
      if (relay === undefined) return ok({ spawned: false })
      world.streams.set(stream, relay.stream)
      world.processes.set(name, relay.process)
      const { pid, environment } = relay.process
      return ok({ spawned: true, pid, environment, descriptors: world.kindsOf(relay.process) })
    },
    'call.result': ({ call }) => {
      for (const { calls } of world.agents.values()) {
        const state = calls.state(call)
        if (state !== undefined) return ok(state)
      }
      return unknown('a call')
    },
    'process.exit': ({ process: name }) =>
      known(name, ({ alive, code }) => ({ exited: !alive, ...(code === undefined ? {} : { code }) })),
    'process.kill': ({ process: name }) => known(name, (process) => world.end(process, undefined) as undefined),
    'process.stop': ({ process: name }) =>
      known(name, (process) => {
        process.stopped = true
        return undefined
      }),
    'process.continue': ({ process: name }) => known(name, (process) => process.goOn() as undefined),
    'process.crash_at': ({ process: name, point }) => {
      const process = world.processes.get(name)
      if (process === undefined) world.crashPoints.set(name, [...(world.crashPoints.get(name) ?? []), point])
      else process.crashPoints.add(point)
      return ok()
    },
    'process.descriptors': ({ process: name }) => known(name, ({ alive, count }) => ({ count: alive ? count : 0 })),
    'process.limit_descriptors': ({ process: name, limited }) =>
      known(name, (process) => {
        process.limited = limited
        return undefined
      }),
  }
}

/** What is known of a process that has ended. */
function remainsOf({ incumbent, consumer }: Agent): Remains {
  const calls = consumer?.calls ?? []
  if (incumbent === undefined || incumbent.serve === 'running') return { ...nothing, calls }
  return { calls, serve: incumbent }
}
