import type { Reply } from '../../../../spec/adapter.ts'
import { contractOf, FIRST_DESCRIPTOR } from '../../../../spec/handoff/environment.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { ok, refused, unknown } from '../answer.ts'
import { sendJsonLine } from './json-lines.ts'
import type { Machine } from './machine.ts'
import { type RealHandlers, socketAt } from './machine-operations.ts'
import { poll } from './poll.ts'
import { SocketStream } from './socket-stream.ts'

/** Starting real processes and speaking to them. */
export function realOperations(machine: Machine): RealHandlers {
  const inside = async (name: string, op: string, params: object): Promise<Reply> => {
    const process = machine.processes.get(name)
    if (process === undefined) return unknown('a process')
    if ('call' in params) machine.calls.begin(String(params.call))
    const reply = await process.request(op, params as JsonObject)
    if (reply?.error !== undefined && 'call' in params) machine.calls.forget(String(params.call))
    return reply ?? afterDeath(op, process.hooks, process.serve)
  }
  const started = async (name: string, op: string, params: object): Promise<Reply> => {
    const up = await machine.start(name)
    return up === undefined ? refused('io', 'expected a process that starts') : inside(name, op, params)
  }
  return {
    'lock.acquire': (params) => started(params.lock, 'lock.acquire', params),
    'lock.drop': (params) => inside(params.lock, 'lock.drop', params),
    'incumbent.start': (params) => started(params.incumbent, 'incumbent.start', params),
    'incumbent.release': (params) => inside(params.incumbent, 'incumbent.release', params),
    'incumbent.hooks': (params) => inside(params.incumbent, 'incumbent.hooks', params),
    'incumbent.serve': (params) => inside(params.incumbent, 'incumbent.serve', params),
    'incumbent.state': (params) => inside(params.incumbent, 'incumbent.state', params),
    'client.write': (params) => inside(params.process, 'client.write', params),
    'client.read': (params) => inside(params.process, 'client.read', params),
    'successor.start': async (params) => {
      const { successor, stream, listeners = [], environment = {} } = params
      const contract = { ...contractOf(listeners), ...environment }
      const numbers = listeners.map((_, index) => FIRST_DESCRIPTOR + index)
      const opened = { numbers, control: FIRST_DESCRIPTOR + listeners.length }
      const up = await machine.start(successor, contract, { descriptors: ['pipe'], opened }, listeners)
      const socket = up === undefined ? undefined : socketAt(up.stdio, FIRST_DESCRIPTOR)
      if (socket === undefined) return refused('io', 'expected a process that starts')
      machine.streams.set(stream, new SocketStream(socket))
      return inside(successor, 'successor.start', params)
    },
    'successor.handshake': (params) => inside(params.successor, 'successor.handshake', params),
    'successor.wait_for_begin': (params) => inside(params.successor, 'successor.wait_for_begin', params),
    'successor.take': (params) => inside(params.successor, 'successor.take', params),
    'successor.acquire': (params) => inside(params.successor, 'successor.acquire', params),
    'successor.heartbeats': (params) => inside(params.successor, 'successor.heartbeats', params),
    'successor.announce': (params) => inside(params.successor, 'successor.announce', params),
    'supervisor.start': async (params) => {
      const { supervisor, listeners = [], descriptors = [], environment } = params
      const numbers = listeners.map((_, index) => descriptors[index] ?? FIRST_DESCRIPTOR + index)
      const opened = { numbers, control: null }
      const up = await machine.start(supervisor, environment, { opened }, listeners, numbers)
      if (up === undefined) return refused('io', 'expected a process that starts')
      return inside(supervisor, 'supervisor.start', params)
    },
    'supervisor.perform': (params) => inside(params.supervisor, 'supervisor.perform', params),
    'supervisor.resume': (params) => inside(params.supervisor, 'supervisor.resume', params),
    'supervisor.fail_journal': (params) => inside(params.supervisor, 'supervisor.fail_journal', params),
    'supervisor.child': async ({ supervisor, stream, process: name, max_ms = 0 }) => {
      const parent = machine.processes.get(supervisor)
      if (parent === undefined) return unknown('a supervisor')
      const relay = await poll(() => machine.relays.get(supervisor)?.shift(), max_ms)
      if (relay === undefined) return ok({ spawned: false })
      machine.streams.set(stream, relay.stream)
      machine.children.set(name, relay.pid)
      const names = relay.environment.LISTEN_FDNAMES?.split(':') ?? []
      const descriptors = relay.descriptors.map(({ port, ...descriptor }) => {
        // Whose it really is, its port tells.
        const at = port === undefined ? -1 : parent.ports.indexOf(port)
        const listener = at < 0 ? undefined : names[at]
        return { ...descriptor, ...(listener === undefined ? {} : { listener }) }
      })
      return ok({ spawned: true, pid: relay.pid, environment: relay.environment, descriptors })
    },
    'process.crash_at': ({ process: name, point }) => {
      const process = machine.processes.get(name)
      if (process === undefined) machine.crashPoints.set(name, [...(machine.crashPoints.get(name) ?? []), point])
      else sendJsonLine(process.socket, { crash_at: point })
      return ok()
    },
  }
}

/** What is known of a process that has ended, or ends instead of an answer. */
function afterDeath(op: string, calls: JsonObject['calls'], serve: JsonObject): Reply {
  switch (op) {
    case 'incumbent.hooks':
      return ok({ calls })
    case 'incumbent.serve':
      return ok(serve)
    case 'incumbent.state':
      return ok({ session: serve.serve === 'ended' ? 'committed' : 'failed' })
    case 'client.write':
      return ok({ acknowledged: false })
    case 'client.read':
      return ok({ found: false })
    case 'successor.announce':
      return refused('io', 'expected a process that lives and answers')
    default:
      return refused('out_of_order', 'expected a process that lives')
  }
}
