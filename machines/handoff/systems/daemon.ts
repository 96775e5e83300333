import type { MessageType } from '../../../spec/handoff/messages.ts'
import type { Chart, Output } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { ConsumerContext, ConsumerPayload } from '../charts/consumer.ts'
import type { FrameContent } from '../charts/frames.ts'
import type { IncumbentContext } from '../charts/incumbent.ts'
import type { LockContext, LockPayload } from '../charts/lock.ts'
import type { Settings } from '../charts/settings.ts'
import type { SuccessorContext } from '../charts/successor.ts'
import { type Capacity, Stream } from './stream.ts'

export interface DaemonCharts {
  readonly incumbent: Chart<IncumbentContext, FrameContent>
  readonly successor: Chart<SuccessorContext, FrameContent>
  readonly consumer: Chart<ConsumerContext, ConsumerPayload>
}

export interface DaemonSettings extends Pick<Settings, 'incumbent' | 'successor'> {
  /** Whether an incumbent takes the control path back together with the lock (HOF-114). */
  readonly rebinds: number
  readonly rereads: number
}

/** What the processes of one data directory share. */
export interface Ground {
  readonly lock: Role<LockContext, LockPayload>
  /** Who listens on the control path; 0 is nobody. */
  readonly path: { bound: number }
}

/** What a process did, for those who keep a history. */
export interface Watcher {
  sent?(daemon: Daemon, message: MessageType, id: number): void
  received?(daemon: Daemon, message: MessageType): void
  called?(daemon: Daemon, hook: string): void
  released?(daemon: Daemon): void
  wrote?(daemon: Daemon): void
  exited?(daemon: Daemon, how: string): void
}

/** What a state waits for from its surroundings before it goes on. */
const acts: { readonly [state: string]: 'send' | 'lock' | 'hook' | 'step' } = {
  reportDrained: 'send',
  reportSealed: 'send',
  reportFailed: 'send',
  releasing: 'step',
  retaking: 'lock',
  reacquiring: 'lock',
  draining: 'hook',
  drainingAgain: 'hook',
  sealing: 'hook',
  sealingAgain: 'hook',
  resuming: 'hook',
  reopening: 'hook',
  recovering: 'hook',
  resumingUnlocked: 'hook',
  greeting: 'send',
  locking: 'lock',
  opening: 'hook',
  announcing: 'send',
  binding: 'step',
}
const reads = ['awaitAck', 'ready', 'drained', 'sealed', 'awaitBegin']
const drains = ['draining', 'drainingAgain']
const seals = ['sealing', 'sealingAgain']

/** One process on the data directory: first a successor, then an incumbent, and the program that they hand over. */
export class Daemon {
  readonly incumbent: Role<IncumbentContext, FrameContent>
  readonly successor: Role<SuccessorContext, FrameContent>
  readonly consumer: Role<ConsumerContext, ConsumerPayload>
  readonly stream: Stream
  readonly #life: { alive: number; pending: number }
  #others: readonly Daemon[] = []

  constructor(
    world: World,
    /** Its number, from 1. */
    readonly number: number,
    readonly name: string,
    readonly ground: Ground,
    charts: DaemonCharts,
    readonly settings: DaemonSettings,
    readonly watcher: Watcher = {},
    capacity?: Capacity,
  ) {
    this.incumbent = world.role(`${name} as incumbent`, charts.incumbent, settings.incumbent)
    this.successor = world.role(`${name} as successor`, charts.successor, settings.successor)
    this.consumer = world.role(`${name}'s program`, charts.consumer, { rereads: settings.rereads })
    this.stream = new Stream(world, `${name}'s stream`, capacity)
    const bit = { min: 0, max: 1 }
    this.#life = world.ghosts(name, { alive: bit, pending: bit })
  }

  /** Makes known who else opens the data directory. */
  meet(others: readonly Daemon[]): void {
    this.#others = others
  }

  get alive(): boolean {
    return this.#life.alive === 1
  }

  /** The chart that says what it does now. */
  get role(): Role<IncumbentContext, FrameContent> | Role<SuccessorContext, FrameContent> {
    return this.incumbent.state === 'absent' ? this.successor : this.incumbent
  }

  get state(): string {
    return this.role.state
  }

  get holdsLock(): boolean {
    return this.ground.lock.context.holder === this.number
  }

  get serves(): boolean {
    return this.alive && this.consumer.state === 'serving'
  }

  /** Whether it runs one of its hooks. */
  get inHook(): boolean {
    return this.alive && acts[this.state] === 'hook'
  }

  /** Whether it reads its stream now. */
  get isReading(): boolean {
    return this.alive && this.stream.isOpen('process') && reads.includes(this.state)
  }

  /** A connection that waits to be accepted. */
  get pending(): boolean {
    return this.#life.pending === 1
  }

  set pending(waits: boolean) {
    this.#life.pending = waits ? 1 : 0
  }

  /** Starts from nothing. It serves if it gets the lock, and otherwise ends. */
  startCold(): boolean {
    if (this.#take() !== 'granted') return false
    this.#life.alive = 1
    this.incumbent.send('start')
    this.#load('open')
    this.ground.path.bound = this.number
    return true
  }

  spawn(): void {
    this.#life.alive = 1
    this.stream.open()
    this.successor.send('spawn')
  }

  /** Accepts the connection that waits. */
  accept(): boolean {
    if (!this.pending || !this.alive || this.state !== 'listening') return false
    this.pending = false
    this.stream.open()
    this.#act(this.incumbent.send('connect'))
    return true
  }

  /** A stranger connects, and is accepted before anybody else; it never says a word. */
  admit(): boolean {
    if (!this.alive || this.state !== 'listening' || this.stream.isOpen('supervisor')) return false
    this.stream.open()
    this.#act(this.incumbent.send('connect'))
    return true
  }

  /** Reads a frame, or that the stream has ended. */
  read(): boolean {
    if (!this.isReading) return false
    const frame = this.stream.toProcess.take()
    if (frame !== undefined) {
      this.watcher.received?.(this, frame.message)
      this.receive(frame.message, frame.id)
    } else if (!this.stream.isOpen('supervisor')) this.lose()
    else return false
    return true
  }

  /** A successor that does not have the lock yet may look at its stream once more; whether it does, is free. */
  look(): boolean {
    if (!this.alive || this.successor.state !== 'locking' || this.stream.isOpen('supervisor')) return false
    this.lose()
    return true
  }

  /** Its stream breaks, or carries what is no frame. */
  lose(): void {
    this.#act(this.role.send('lost'))
  }

  /** Takes a frame, `good` or not. */
  receive(message: MessageType, id: number, good = 1): void {
    const known = message in this.role.chart.events
    this.#act(this.role.send(known ? message : 'stray', { id, good }))
  }

  /** Does the next act that needs nobody's answer. */
  step(): boolean {
    const act = this.alive ? acts[this.state] : undefined
    if (act === undefined || act === 'hook') return false
    if (act === 'lock') {
      const granted = this.#take() === 'granted'
      if (!granted && this.state === 'reacquiring') return false
      this.#act(this.role.send(granted ? 'done' : 'failed'))
    } else {
      const broken = act === 'send' && !this.stream.isOpen('supervisor')
      this.#act(this.role.send(broken ? 'failed' : 'done'))
    }
    return true
  }

  /** A hook ends, well or not. */
  finish(well: boolean): boolean {
    if (!this.inHook) return false
    const { state } = this
    if (drains.includes(state) && well) this.consumer.send('drained')
    else if (seals.includes(state)) this.consumer.send('sealed')
    else if (well && state !== 'opening' && !drains.includes(state)) this.#load('resume')
    this.#act(this.role.send(well ? 'done' : 'failed'))
    return true
  }

  timeout(): boolean {
    if (!this.alive) return false
    this.#act(this.role.send('timeout'))
    return true
  }

  /** A heartbeat is due: in a hook, and of a successor from Begin on. */
  beat(): boolean {
    if (!this.inHook && this.state !== 'locking') return false
    this.#act(this.role.send('beat'))
    return true
  }

  /** A client writes; true if it is told that this was done. */
  write(): boolean {
    if (this.consumer.send('write')[0]?.type !== 'acknowledged') return false
    this.watcher.wrote?.(this)
    for (const other of this.#others) other.consumer.send('outdated')
    return true
  }

  /** The process ends, whatever it was doing: the kernel frees its lock and closes its streams. */
  crash(): boolean {
    if (!this.alive) return false
    this.#end()
    return true
  }

  #end(): void {
    this.incumbent.send('crash')
    this.successor.send('crash')
    this.#life.alive = 0
    this.#life.pending = 0
    this.consumer.send('crash')
    this.ground.lock.send('died', { by: this.number })
    this.stream.close('process')
  }

  #take(): string | undefined {
    return this.ground.lock.send('take', { by: this.number })[0]?.type
  }

  /** Reads the data directory: whole, unless another process keeps something back. */
  #load(event: 'open' | 'resume'): void {
    this.consumer.send(event, { whole: this.#others.some(({ consumer }) => consumer.context.unflushed === 1) ? 0 : 1 })
  }

  #act(outputs: readonly Output[]): void {
    for (const { type, params, values } of outputs) {
      switch (type) {
        case 'send':
          this.#send(params.message as MessageType, values.id ?? 0)
          break
        case 'close':
          this.stream.close('process')
          break
        case 'call':
          this.watcher.called?.(this, params.hook as string)
          if (params.hook !== 'resume') this.consumer.send(params.hook as string)
          break
        case 'release':
          this.watcher.released?.(this)
          this.ground.lock.send('release', { by: this.number })
          break
        case 'serve':
          this.#load('open')
          break
        case 'bind':
          this.#bind()
          break
        case 'exit':
          this.watcher.exited?.(this, params.code as string)
          this.#end()
      }
    }
  }

  #send(message: MessageType, id: number): void {
    if (!this.stream.isOpen('supervisor')) return
    this.stream.toSupervisor.put({ message, id })
    this.watcher.sent?.(this, message, id)
  }

  /** A successor takes the control path over and is the incumbent from then on; an incumbent may take it back. */
  #bind(): void {
    const becomes = this.incumbent.state === 'absent'
    if (becomes || this.settings.rebinds === 1) this.ground.path.bound = this.number
    if (!becomes) return
    this.stream.close('process')
    this.successor.send('crash')
    this.incumbent.send('start')
  }
}
