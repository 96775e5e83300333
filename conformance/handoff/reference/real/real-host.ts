import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Socket } from 'node:net'
import { join } from 'node:path'
import type { CrashPoint, TraceEntry } from '../../../../spec/handoff/adapter.types.ts'
import { FIRST_DESCRIPTOR } from '../../../../spec/handoff/environment.ts'
import type { Directory, Host, Spawn, Timer } from '../host.ts'
import { Acceptor } from './acceptor.ts'
import { descriptorKinds } from './descriptor-kinds.ts'
import { diskDirectory } from './disk-directory.ts'
import { launch } from './launch.ts'
import { DRIVER, NAME, type Order, SUPERVISOR, withoutDriver } from './order.ts'
import { SocketStream } from './socket-stream.ts'

/** The longest that a timer of the platform can wait; what is later is armed again. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Up to here Node keeps what it inherited from its children. */
const HIGHEST_CLOSED = 15

/** The Unix socket at which a process serves its clients. */
export function clientsOf({ root }: Order, name: string): string {
  return join(root, `${name}.clients`)
}

/** What a process tells its driver by itself. */
export interface Reports {
  record(event: Omit<TraceEntry, 'seq' | 'at_ms' | 'process'>): void
  /** Before a child is there: what it must know. */
  child(name: string, directory: string, spawn: Spawn): void
  exit(code: number): void
}

/** The operating system of this process. */
export function realHost(name: string, order: Order, crashPoints: ReadonlySet<CrashPoint>, reports: Reports): Host {
  const directories = new Map<string, Directory>()
  const acceptor = new Acceptor(clientsOf(order, name))
  const names = process.env.LISTEN_FDNAMES?.split(':') ?? []
  const inherited = new Map(names.map((listener, index) => [listener, FIRST_DESCRIPTOR + index]))
  return {
    name,
    pid: process.pid,
    uid: process.getuid?.() ?? 0,
    environment: withoutDriver(process.env),
    descriptors: descriptorKinds(),
    now: () => performance.now(),
    wallClock: () => Date.now(),
    randomId: () => randomUUID(),
    after,
    directory: (wanted) => {
      const known = directories.get(wanted) ?? diskDirectory(order.root, wanted)
      directories.set(wanted, known)
      return known
    },
    inherited: (descriptor) => new SocketStream(new Socket({ fd: descriptor, readable: true, writable: true })),
    spawn: (spawn, then) => {
      const listeners = spawn.listeners.map((listener) => order.listeners[listener] ?? -1)
      if (spawn.name !== undefined) reports.child(spawn.name, spawn.directory, spawn)
      const child = spawn.program === 'missing' ? undefined : spawned(name, spawn, listeners)
      if (child === undefined) return then(undefined)
      child.once('error', () => then(undefined))
      child.once('spawn', () => {
        const socket = child.stdio[3 + listeners.length]
        const { pid } = child
        if (pid === undefined || !(socket instanceof Socket)) return then(undefined)
        then({ pid, stream: new SocketStream(socket), kill: (reaped) => kill(child, reaped) })
      })
    },
    accept: (listeners, accepting) => {
      if (accepting) acceptor.start([...listeners].flatMap((listener) => inherited.get(listener) ?? []))
      else acceptor.stop()
    },
    exit: (code) => reports.exit(code),
    reach: (point) => {
      if (!crashPoints.has(point)) return
      process.kill(process.pid, 'SIGKILL')
      // Nothing is done until it arrives.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    },
    record: (event) => reports.record(event),
  }
}

/** One timer, armed again where the platform cannot wait that long at once. */
function after(ms: number, run: () => void): Timer {
  let timer: NodeJS.Timeout
  const arm = (rest: number): void => {
    const part = Math.min(rest, LONGEST_TIMER)
    timer = setTimeout(() => (rest > part ? arm(rest - part) : run()), part)
  }
  arm(ms)
  return { cancel: () => clearTimeout(timer) }
}

function spawned(supervisor: string, spawn: Spawn, listeners: readonly number[]): ChildProcess {
  const driver = process.env[DRIVER] ?? ''
  const named = spawn.name === undefined ? {} : { [NAME]: spawn.name }
  return launch({
    environment: { ...spawn.environment, ...named, [DRIVER]: driver, [SUPERVISOR]: supervisor },
    descriptors: [...listeners, 'pipe'],
    // Node closes high descriptors in no child; where there are some, a helper does.
    ...(listeners.some((number) => number > HIGHEST_CLOSED)
      ? { opened: { numbers: [], control: null, kept: listeners.length + 1 } }
      : {}),
    relay: spawn.program === 'relay',
  })
}

function kill(child: ChildProcess, reaped: () => void): void {
  if (child.exitCode !== null || child.signalCode !== null) reaped()
  else {
    child.once('exit', reaped)
    child.kill('SIGKILL')
  }
}
