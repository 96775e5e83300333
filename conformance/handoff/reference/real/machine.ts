import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CrashPoint, DescriptorKind, Script, TraceEntry } from '../../../../spec/handoff/adapter.types.ts'
import { FIRST_DESCRIPTOR } from '../../../../spec/handoff/environment.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import type { Remains } from '../after-death.ts'
import { type CallState, Calls } from '../calls.ts'
import type { BoundPath } from './bound-path.ts'
import { onJsonLine, sendJsonLine } from './json-lines.ts'
import { type Launch, launch } from './launch.ts'
import { monotonic } from './monotonic.ts'
import { DRIVER, NAME, type Order, withoutDriver } from './order.ts'
import { poll } from './poll.ts'
import { programFile } from './program-file.ts'
import { isAlive, RealProcess } from './real-process.ts'
import { SocketStream } from './socket-stream.ts'

/** A child that the driver plays. */
export interface Relay {
  readonly pid: number
  readonly environment: Readonly<Record<string, string>>
  readonly descriptors: readonly {
    readonly number: number
    readonly kind: DescriptorKind
    readonly close_on_exec: boolean
    readonly port?: number
  }[]
  readonly stream: SocketStream
}

/** The longest that a process may take until it asks for its order. */
const START = 60_000
/** The longest until a process that was killed is gone. */
const DEATH = 10_000

/** The real processes of one case, and what the driver shares with them. */
export class Machine {
  readonly root = mkdtempSync(join(tmpdir(), 'handoff-'))
  readonly processes = new Map<string, RealProcess>()
  readonly streams = new Map<string, SocketStream>()
  readonly calls = new Calls()
  /** Relays that the driver has not taken yet, by the name of their supervisor. */
  readonly relays = new Map<string, Relay[]>()
  /** Process ids of children that the driver plays, by the names that it gave them. */
  readonly children = new Map<string, number>()
  readonly crashPoints = new Map<string, CrashPoint[]>()
  /** Control paths that the driver has taken. */
  readonly paths = new Map<string, BoundPath>()
  /** What frees the locks that the driver holds. */
  readonly holdings = new Map<string, () => void>()
  readonly #started = monotonic()
  readonly #events: { readonly at: number; readonly entry: Omit<TraceEntry, 'seq' | 'at_ms'> }[] = []
  readonly #program = programFile(this.root)
  readonly #server: Server
  readonly #orders = new Map<string, Omit<Order, 'configuration' | 'root' | 'crashPoints'>>()
  readonly #asking = new Map<string, RealProcess>()
  readonly #pids = new Set<number>()
  readonly #sockets = new Set<Socket>()

  constructor(readonly configuration: JsonObject) {
    this.#server = createServer((socket) => this.#greet(socket))
  }

  listen(): Promise<void> {
    return new Promise((listening) => this.#server.listen(this.#path, listening))
  }

  /** Starts a process, which has its order when this resolves. Undefined where it does not come up. */
  async start(
    name: string,
    environment: Readonly<Record<string, string>> = {},
    more: Omit<Launch, 'environment'> = {},
    listeners: readonly string[] = [],
    numbers: readonly number[] = listeners.map((_, index) => FIRST_DESCRIPTOR + index),
  ): Promise<{ readonly process: RealProcess; readonly stdio: readonly unknown[] } | undefined> {
    const own = { ...withoutDriver(process.env), ...environment, [DRIVER]: this.#path, [NAME]: name }
    this.#order(name, { listeners: Object.fromEntries(listeners.map((each, index) => [each, numbers[index] ?? 0])) })
    const child = launch({ ...more, environment: own, program: this.#program })
    child.on('error', () => {})
    const started = await poll(() => this.processes.get(name), START)
    return started === undefined ? undefined : { process: started, stdio: child.stdio }
  }

  /** The port of a listener of a supervisor. */
  portOf(supervisor: string, listener: string): number | undefined {
    const names = Object.keys(this.#orders.get(supervisor)?.listeners ?? {})
    return this.processes.get(supervisor)?.ports[names.indexOf(listener)]
  }

  /** What all processes did, in the order of their common clock. */
  get trace(): readonly TraceEntry[] {
    return this.#events
      .sort((a, b) => a.at - b.at)
      .map(({ at, entry }, seq) => ({ ...entry, seq, at_ms: Math.max(0, Math.floor(at - this.#started)) }))
  }

  /** Ends everything and forgets it. */
  async end(): Promise<void> {
    for (const pid of this.#pids) signal(pid, 'SIGKILL')
    for (const free of this.holdings.values()) free()
    for (const path of this.paths.values()) path.close()
    for (const stream of this.streams.values()) stream.close()
    for (const relay of [...this.relays.values()].flat()) relay.stream.close()
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await poll(() => ([...this.#pids].some(isAlive) ? undefined : true), DEATH)
    rmSync(this.root, { recursive: true, force: true })
  }

  get #path(): string {
    return join(this.root, 'driver')
  }

  /** The first line says who connects. */
  #greet(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    let read = Buffer.alloc(0)
    const first = (chunk: Buffer): void => {
      read = Buffer.concat([read, chunk])
      const end = read.indexOf(10)
      if (end < 0) return
      socket.removeListener('data', first)
      socket.pause()
      const hello = JSON.parse(read.subarray(0, end).toString()) as JsonObject
      if (end + 1 < read.length) socket.unshift(read.subarray(end + 1))
      this.#pids.add(Number(hello.pid))
      if (typeof hello.relay === 'string') this.#relay(hello.relay, hello, socket)
      else this.#process(hello, socket)
    }
    socket.on('data', first)
  }

  #relay(supervisor: string, hello: JsonObject, socket: Socket): void {
    const relay = { ...(hello as unknown as Omit<Relay, 'stream'>), stream: new SocketStream(socket) }
    this.relays.set(supervisor, [...(this.relays.get(supervisor) ?? []), relay])
  }

  #process({ process: name, pid, ports }: JsonObject, socket: Socket): void {
    const numbers = String(ports).split(',').filter(Boolean).map(Number)
    const made = new RealProcess(String(name), Number(pid), socket, numbers)
    onJsonLine(socket, (message) => this.#told(made, message))
    socket.resume()
    this.#asking.set(made.name, made)
    this.#answer(made.name)
  }

  #order(name: string, order: Omit<Order, 'configuration' | 'root' | 'crashPoints'>): void {
    this.#orders.set(name, order)
    this.#answer(name)
  }

  /** A process that asks gets its order as soon as both are there. */
  #answer(name: string): void {
    const asking = this.#asking.get(name)
    const known = this.#orders.get(name)
    if (asking === undefined || known === undefined) return
    const crashPoints = this.crashPoints.get(name) ?? []
    const order: Order = { ...known, configuration: this.configuration, root: this.root, crashPoints }
    sendJsonLine(asking.socket, { order })
    this.processes.set(name, asking)
  }

  #told(process: RealProcess, message: JsonObject): void {
    if (message.hooks !== undefined)
      process.remains = { ...process.remains, calls: message.hooks as unknown as Remains['calls'] }
    if ('id' in message) process.answered(message)
    else if ('call' in message) this.calls.end(String(message.call), message.state as unknown as CallState)
    else if ('child' in message) {
      const { directory, steps } = message.script as unknown as { directory: string; steps: Script }
      this.#order(String(message.child), { listeners: {}, script: { directory, steps } })
    } else if ('exit' in message) {
      process.code = Number(message.exit)
      if (message.serve !== undefined)
        process.remains = { ...process.remains, serve: message.serve as unknown as Remains['serve'] }
    } else if ('trace' in message)
      this.#events.push({
        at: Number(message.at),
        entry: { ...(message.trace as object), process: process.name } as TraceEntry,
      })
  }
}

/** Sends a signal to a process, if it is there. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended.
  }
}
