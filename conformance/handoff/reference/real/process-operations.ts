import { readdirSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Reply } from '../../../../spec/adapter.ts'
import { contractOf, FIRST_DESCRIPTOR } from '../../../../spec/handoff/environment.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { afterDeath } from '../after-death.ts'
import { ok, refused, unknown } from '../answer.ts'
import type { RealHandlers } from './handlers.ts'
import { sendJsonLine } from './json-lines.ts'
import { type Machine, signal } from './machine.ts'
import { poll } from './poll.ts'
import { isAlive } from './real-process.ts'
import { SocketStream } from './socket-stream.ts'

/** The longest until what a process said at its end was read, in milliseconds. */
const LAST_WORDS = 10_000

/** Starting processes, speaking to them, and ending them. */
export function processOperations(machine: Machine): RealHandlers {
  const pidOf = (name: string): number | undefined => machine.processes.get(name)?.pid ?? machine.children.get(name)
  const signalled = (name: string, what: NodeJS.Signals): Reply => {
    const pid = pidOf(name)
    if (pid === undefined) return unknown('a process')
    signal(pid, what)
    return ok()
  }
  const inside = async (name: string, op: string, params: object): Promise<Reply> => {
    const process = machine.processes.get(name)
    if (process === undefined) return unknown('a process')
    if ('call' in params) machine.calls.begin(String(params.call))
    const reply = await process.request(op, params as JsonObject)
    if (reply?.error !== undefined && 'call' in params) machine.calls.forget(String(params.call))
    return reply ?? afterDeath(op, process.remains)
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
    'process.exit': async ({ process: name, max_ms = 0 }) => {
      const pid = pidOf(name)
      if (pid === undefined) return unknown('a process')
      const exited = await poll(() => (isAlive(pid) ? undefined : true), max_ms)
      // Its last words may be on their way.
      if (exited === true)
        await poll(() => (machine.processes.get(name)?.socket.destroyed === false ? undefined : true), LAST_WORDS)
      const code = machine.processes.get(name)?.code
      return ok({ exited: exited === true, ...(exited !== true || code === undefined ? {} : { code }) })
    },
    'process.kill': ({ process: name }) => signalled(name, 'SIGKILL'),
    'process.stop': ({ process: name }) => signalled(name, 'SIGSTOP'),
    'process.continue': ({ process: name }) => signalled(name, 'SIGCONT'),
    'lock.kill': ({ lock }) => signalled(lock, 'SIGKILL'),
    'process.descriptors': ({ process: name }) => {
      const pid = pidOf(name)
      if (pid === undefined) return unknown('a process')
      return ok({ count: isAlive(pid) ? readdirSync(`/proc/${pid}/fd`).length : 0 })
    },
    'call.result': async ({ call, max_ms = 0 }) => {
      const state = machine.calls.state(call)
      if (state === undefined) return unknown('a call')
      const ended = await poll(() => {
        const now = machine.calls.state(call)
        return now?.state === 'pending' ? undefined : now
      }, max_ms)
      return ok(ended ?? state)
    },
    'process.crash_at': ({ process: name, point }) => {
      const process = machine.processes.get(name)
      if (process === undefined) machine.crashPoints.set(name, [...(machine.crashPoints.get(name) ?? []), point])
      else sendJsonLine(process.socket, { crash_at: point })
      return ok()
    },
  }
}

/** The socket at a place of a child's standard streams. */
function socketAt(stdio: readonly unknown[], place: number): Socket | undefined {
  const found = stdio[place]
  return found instanceof Socket ? found : undefined
}
