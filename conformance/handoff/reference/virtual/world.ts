import { createHash } from 'node:crypto'
import type { CrashPoint, DescriptorKind, TraceEntry } from '../../../../spec/handoff/adapter.types.ts'
import { type Environment, FIRST_DESCRIPTOR } from '../../../../spec/handoff/environment.ts'
import { Agent } from '../agent.ts'
import type { Child, Spawn } from '../host.ts'
import type { Parts } from '../parts.ts'
import { Clock } from './clock.ts'
import { DataDirectory } from './data-directory.ts'
import { Listener } from './listener.ts'
import { type Descriptor, Process } from './process.ts'
import { Socket } from './sockets.ts'
import { virtualHost } from './virtual-host.ts'

/** A process that the driver plays: a child of a supervisor. */
export interface Relay {
  readonly process: Process
  readonly stream: Socket
}

/** The first process id. */
const FIRST_PID = 4_000

/** One machine in virtual time: its processes, data directories and streams. Everything in it is a function of the calls. */
export class World {
  readonly clock = new Clock()
  readonly processes = new Map<string, Process>()
  readonly agents = new Map<string, Agent>()
  /** Streams of which the driver has one end. */
  readonly streams = new Map<string, Socket>()
  /** Relays that the driver has not taken yet, by their supervisor. */
  readonly relays = new Map<Process, Relay[]>()
  readonly trace: TraceEntry[] = []
  /** Where processes are to die that are not started yet. */
  readonly crashPoints = new Map<string, CrashPoint[]>()
  /** Told after each change of a control path. */
  readonly watches = new Set<() => void>()
  readonly #directories = new Map<string, DataDirectory>()
  #pids = FIRST_PID
  #ids = 0

  constructor(readonly parts: Parts) {}

  directory(name: string): DataDirectory {
    const known = this.#directories.get(name)
    if (known !== undefined) return known
    const changed = (): void => {
      for (const look of this.watches) look()
    }
    const made = new DataDirectory(name, String(1_000 + this.#directories.size), changed)
    this.#directories.set(name, made)
    return made
  }

  /** A new process with an agent. Values of variables may hold {pid}. */
  start(name: string, environment: Environment = {}): Agent {
    const process = this.#process(name, environment)
    const agent = new Agent(virtualHost(this, process))
    this.#register(process, agent)
    return agent
  }

  /** The same with descriptors, and a stream whose other end is returned. */
  startWith(
    name: string,
    environment: Environment,
    listeners: readonly Listener[],
    parent: Process | undefined,
  ): { readonly agent: Agent; readonly stream: Socket } {
    const process = this.#process(name, environment)
    const [mine, theirs] = Socket.pair(parent, process)
    process.descriptors = this.#descriptorsOf(listeners, theirs)
    for (const listener of listeners) listener.hold(process)
    const agent = new Agent(virtualHost(this, process))
    this.#register(process, agent)
    return { agent, stream: mine }
  }

  /** Listeners that a process opens, under the numbers that are given or those behind standard error. */
  open(process: Process, names: readonly string[], numbers: readonly number[] = []): void {
    const opened = names.map((name, index): [number, Descriptor] => {
      const listener = new Listener(name, this.clock)
      listener.hold(process)
      return [numbers[index] ?? FIRST_DESCRIPTOR + index, { kind: 'tcp_listener', listener }]
    })
    process.descriptors = new Map(opened)
  }

  /** Starts a child of a supervisor. */
  spawn(parent: Process, spawn: Spawn): Child | undefined {
    if (spawn.program === 'missing' || parent.limited) return undefined
    const process = this.#process(spawn.name ?? `relay-${this.#pids}`, spawn.environment)
    const [mine, theirs] = Socket.pair(parent, process)
    const own = new Map(parent.descriptors)
    const numbers = spawn.listeners.map(
      (name) => [...own].find(([, { listener }]) => listener?.name === name)?.[0] ?? 0,
    )
    const control = Math.max(FIRST_DESCRIPTOR - 1, ...own.keys()) + 1
    own.set(control, { kind: 'unix_stream', socket: theirs })
    process.descriptors = this.parts.environments.place(own, [...numbers, control])
    for (const { listener } of process.descriptors.values()) listener?.hold(process)
    if (spawn.program === 'relay') {
      this.processes.set(process.name, process)
      this.relays.set(parent, [...(this.relays.get(parent) ?? []), { process, stream: theirs }])
    } else this.#runSuccessor(process, spawn)
    return {
      pid: process.pid,
      stream: mine,
      kill: (reaped) => {
        this.end(process, undefined)
        reaped()
      },
    }
  }

  /** A process ends, with an exit code or killed. */
  end(process: Process, code: number | undefined): void {
    process.end(code)
  }

  record(process: string, event: Omit<TraceEntry, 'seq' | 'at_ms' | 'process'>): void {
    this.trace.push({ seq: this.trace.length, at_ms: Math.floor(this.clock.now), process, ...event })
  }

  /** A UUID of version 4 that no other handoff of the case has. */
  randomId(): string {
    this.#ids += 1
    const hex = createHash('sha256').update(`handoff ${this.#ids}`).digest('hex')
    const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }

  kindsOf(
    process: Process,
  ): readonly { number: number; kind: DescriptorKind; listener?: string; close_on_exec: boolean }[] {
    return [...process.descriptors]
      .sort(([a], [b]) => a - b)
      .map(([number, { kind, listener }]) => ({
        number,
        kind,
        ...(listener === undefined ? {} : { listener: listener.name }),
        close_on_exec: false,
      }))
  }

  #runSuccessor(process: Process, spawn: Spawn): void {
    const host = virtualHost(this, process)
    const agent = new Agent(host)
    const directory = host.directory(spawn.directory)
    const needs = spawn.script.listeners ?? []
    const successor = this.parts.successors.create({ host, directory, hooks: {}, needs })
    agent.successor = successor
    this.#register(process, agent)
    process.post(() => this.parts.scripts.run(successor, spawn.script))
  }

  #process(name: string, environment: Environment): Process {
    this.#pids += 1
    const pid = this.#pids
    const own = Object.entries(environment).map(([key, value]) => [key, value.replaceAll('{pid}', String(pid))])
    const process = new Process(this.clock, name, pid, Object.fromEntries(own))
    for (const point of this.crashPoints.get(name) ?? []) process.crashPoints.add(point)
    process.onEnd.push(() => this.record(name, { event: 'exited' }))
    return process
  }

  #register(process: Process, agent: Agent): void {
    this.processes.set(process.name, process)
    this.agents.set(process.name, agent)
  }

  #descriptorsOf(listeners: readonly Listener[], control: Socket): ReadonlyMap<number, Descriptor> {
    const all: Descriptor[] = [
      ...listeners.map((listener) => ({ kind: 'tcp_listener', listener }) as const),
      { kind: 'unix_stream', socket: control },
    ]
    return new Map(all.map((descriptor, index) => [FIRST_DESCRIPTOR + index, descriptor]))
  }
}
