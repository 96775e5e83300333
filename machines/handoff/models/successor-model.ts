import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { type Expectation, optional, type Pattern } from '../../model/pattern.ts'
import { World } from '../../model/world.ts'
import { consumer } from '../charts/consumer.ts'
import { incumbent } from '../charts/incumbent.ts'
import { lock } from '../charts/lock.ts'
import { successor } from '../charts/successor.ts'
import { Daemon } from '../systems/daemon.ts'
import { settingsOf, type Times, timesOf } from './declared.ts'
import { build_id, dir, failingCode, garbageCode, listener, snapshot, somePid } from './names.ts'
import { successorMoves } from './successor-moves.ts'
import { frames, heard, idIn, idOf, type Said, versionFits } from './wire.ts'

const rival = 2
const done: Expectation = { ok: {} }
const outOfOrder: Expectation = { error: { code: 'out_of_order' } }
const bit = { min: 0, max: 1 }
/** How far a call is. */
const calls = ['none', 'pending', 'done', 'failed'] as const
/** Why a call failed. */
const failures = ['io', 'unexpected_message', 'protocol', 'aborted', 'version_mismatch', 'timeout', 'codec'] as const
type Failure = (typeof failures)[number]

/** A successor as a test model: the kit plays its supervisor on the other end of its stream, and a rival for the lock. */
export class SuccessorModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly daemon: Daemon
  readonly times: Times
  /** Numbers of processes and rival holdings so far; indexes into `calls` and `failures`; times in ms. */
  readonly run: {
    processes: number
    holdings: number
    held: number
    handshake: number
    /** The id that HelloAck gave. */
    named: number
    begin: number
    failure: number
    /** The driver has closed its end; the process was killed; its listener was taken; it sends heartbeats. */
    left: number
    killed: number
    taken: number
    beating: number
    /** It needs a listener that it does not get. */
    lacking: number
    /** 1 once the driver has connected to the control path. */
    connected: number
    now: number
    heard: number
    since: number
    ticks: number
  }

  constructor(readonly setting: Setting) {
    const { world } = this
    const settings = settingsOf(setting)
    this.configuration = setting.capabilities.has('profiles') ? { profile: setting.profile } : {}
    this.times = timesOf(setting)
    this.run = world.ghosts('run', {
      processes: natural,
      holdings: natural,
      held: bit,
      handshake: { min: 0, max: 3 },
      named: natural,
      begin: { min: 0, max: 3 },
      failure: { min: 0, max: failures.length - 1 },
      left: bit,
      killed: bit,
      taken: bit,
      beating: bit,
      lacking: bit,
      connected: bit,
      now: natural,
      heard: natural,
      since: natural,
      ticks: natural,
    })
    this.daemon = new Daemon(
      world,
      1,
      'successor',
      { lock: world.role('lock', lock), path: world.ghosts('control path', { bound: bit }) },
      { incumbent, successor, consumer },
      { ...settings, rebinds: 1, rereads: 1 },
      {},
      { room: 64, everyBeat: true },
    )
    this.moves = successorMoves(this)
  }

  get process(): string {
    return `n${this.run.processes}`
  }

  get stream(): string {
    return `${this.run.connected === 1 ? 'c' : 's'}${this.run.processes}`
  }

  /** Whether it reads its stream now. */
  get isReading(): boolean {
    const { handshake, begin } = this.run
    const { daemon } = this
    return (daemon.state === 'awaitAck' && handshake === 1) || (daemon.state === 'awaitBegin' && begin === 1)
  }

  /** Whether more frames may wait to be read. A strict successor reads on by itself behind Begin, where nothing is to wait then. */
  get hasRoom(): boolean {
    const { state, stream } = this.daemon
    if (this.setting.profile !== 'strict') return stream.toProcess.length < 4
    return ['greeting', 'awaitAck', 'awaitBegin'].includes(state) && stream.toProcess.length === 0
  }

  /** A strict successor without the lock may end when it sees that its supervisor is gone, or may not have looked. */
  get isOpen(): boolean {
    const { state, stream, alive } = this.daemon
    return this.setting.profile === 'strict' && alive && (state === 'locking' || stream.toProcess.length > 0)
  }

  /** Whether it is said what the passing of time does here. */
  get isTimed(): boolean {
    const { daemon, run } = this
    if (daemon.state === 'awaitAck' && run.connected === 1) return false
    return (
      daemon.successor.context.watches === 0 ||
      (daemon.state === 'awaitBegin' ? run.begin === 1 : daemon.state !== 'locking')
    )
  }

  accepts({ op, params }: Input): boolean {
    const { daemon, run } = this
    const own = (params.successor ?? params.process) === this.process
    switch (op) {
      case 'successor.start':
        return (
          !daemon.alive &&
          params.successor === `n${run.processes + 1}` &&
          params.dir === dir &&
          params.stream === `s${run.processes + 1}` &&
          Array.isArray(params.listeners)
        )
      case 'successor.handshake':
        return (
          own &&
          daemon.alive &&
          params.call === `h${run.processes}` &&
          params.build_id === build_id &&
          run.handshake === 0
        )
      case 'successor.wait_for_begin':
        return own && daemon.alive && params.call === `w${run.processes}` && run.begin === 0
      case 'stream.send':
        return (
          params.stream === this.stream && run.left === 0 && run.connected === 0 && this.#mayHear(params.hex as string)
        )
      case 'stream.close':
        return run.processes > 0 && params.stream === this.stream && run.left === 0 && !this.isOpen
      case 'control.connect':
        return (
          daemon.alive &&
          params.dir === dir &&
          run.connected === 0 &&
          daemon.state === 'listening' &&
          params.stream === `c${run.processes}`
        )
      case 'dir.hold':
        return run.held === 0 && params.lock === `x${run.holdings + 1}` && daemon.ground.lock.state === 'free'
      case 'dir.release':
        return run.held === 1 && params.lock === `x${run.holdings}`
      case 'clock.advance':
        return this.isTimed
      case 'successor.acquire':
      case 'successor.heartbeats':
      case 'successor.take':
      case 'successor.announce':
      case 'client.write':
      case 'process.kill':
        return own && daemon.alive
      default:
        return false
    }
  }

  /** The same with the names that are due here. */
  repair({ op, params }: Input): Input | undefined {
    const { run } = this
    const next = op === 'successor.start' ? 1 : 0
    const names: JsonObject = {
      successor: `n${run.processes + next}`,
      process: this.process,
      stream: next === 1 ? `s${run.processes + 1}` : op === 'control.connect' ? `c${run.processes}` : this.stream,
      call: `${op === 'successor.handshake' ? 'h' : 'w'}${run.processes}`,
      lock: `x${op === 'dir.hold' ? run.holdings + 1 : run.holdings}`,
    }
    const renamed = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, names[name] ?? value]))
    const input = { op, params: renamed }
    return this.accepts(input) ? input : undefined
  }

  perform(input: Input): Expectation {
    const { op, params } = input
    const observed = this.#observe(op, params)
    if (observed !== undefined) return observed
    if (!this.accepts(input)) return { any: true }
    this.daemon.stream.toSupervisor.clear()
    const answer = this.#do(op, params)
    this.#settle()
    return answer
  }

  /** Everything that the last step may have changed and that can be seen. */
  probes(): readonly Input[] {
    const { run } = this
    if (run.processes === 0) return []
    const calls: Input[] = []
    if (run.handshake > 0) calls.push({ op: 'call.result', params: { call: `h${run.processes}` } })
    if (run.begin > 0) calls.push({ op: 'call.result', params: { call: `w${run.processes}` } })
    return [
      ...(run.left === 1 ? [] : [{ op: 'stream.receive', params: { stream: this.stream } }]),
      { op: 'dir.lock', params: { dir } },
      ...(run.killed === 1 ? [] : calls),
      { op: 'process.exit', params: { process: this.process } },
    ]
  }

  #observe(op: string, params: JsonObject): Expectation | undefined {
    const { daemon, run } = this
    switch (op) {
      case 'stream.receive':
        return params.stream !== this.stream || run.left === 1
          ? undefined
          : { ok: { hex: frames(this.#said()), ...(daemon.stream.isOpen('process') ? {} : { closed: true }) } }
      case 'dir.lock':
        return params.dir !== dir ? undefined : { ok: { free: daemon.ground.lock.state === 'free' } }
      case 'call.result':
        if (params.call === `h${run.processes}`) return { ok: this.#result(run.handshake) }
        return params.call === `w${run.processes}` ? { ok: this.#result(run.begin) } : undefined
      case 'process.exit': {
        if (params.process !== this.process) return undefined
        if (daemon.alive) return { ok: { exited: false } }
        return { ok: { exited: true, ...(run.killed === 1 ? {} : { code: failingCode }) } }
      }
      default:
        return undefined
    }
  }

  #do(op: string, params: JsonObject): Expectation {
    const { daemon, run } = this
    const { lock: lockRole } = daemon.ground
    switch (op) {
      case 'successor.start':
        Object.assign(run, {
          handshake: 0,
          named: 0,
          begin: 0,
          failure: 0,
          left: 0,
          killed: 0,
          taken: 0,
          beating: 0,
          connected: 0,
        })
        run.lacking = 'needs' in params ? 1 : 0
        run.processes++
        daemon.spawn()
        return { ok: { pid: somePid } }
      case 'successor.handshake':
        if (daemon.state !== 'greeting') return outOfOrder
        run.handshake = 1
        run.heard = run.now
        daemon.step()
        return done
      case 'successor.wait_for_begin':
        if (daemon.state !== 'awaitBegin') return outOfOrder
        run.begin = 1
        run.heard = run.now
        return done
      case 'successor.acquire':
        if (daemon.state !== 'locking') return outOfOrder
        daemon.step()
        return daemon.alive ? done : { error: { code: 'lock_held' } }
      case 'successor.heartbeats':
        if (daemon.state !== 'locking' && daemon.state !== 'opening') return outOfOrder
        Object.assign(run, { beating: params.on === true ? 1 : 0, since: run.now, ticks: 0 })
        return done
      case 'successor.take':
        return this.#take(params.listener as string)
      case 'successor.announce':
        return this.#announce()
      case 'stream.send':
        return this.#hear(params.hex as string)
      case 'stream.close':
        daemon.stream.close('supervisor')
        run.left = 1
        return done
      case 'control.connect':
        run.connected = 1
        run.left = 0
        daemon.pending = true
        daemon.accept()
        return { ok: { connected: true } }
      case 'dir.hold':
        if (lockRole.send('take', { by: rival })[0]?.type !== 'granted') return { error: { code: 'lock_held' } }
        run.holdings++
        run.held = 1
        return done
      case 'dir.release':
        lockRole.send('release', { by: rival })
        run.held = 0
        return done
      case 'client.write':
        return { ok: { acknowledged: daemon.write() } }
      case 'process.kill':
        run.killed = 1
        daemon.crash()
        return done
      default:
        this.#advance(params.ms as number)
        return done
    }
  }

  #take(name: string): Expectation {
    const { daemon, run } = this
    if (daemon.state !== 'locking' && daemon.state !== 'opening') return outOfOrder
    const taken = name === listener && run.taken === 0
    if (taken) run.taken = 1
    return { ok: { taken } }
  }

  /** Serves, says so, and binds the control path. */
  #announce(): Expectation {
    const { daemon, run } = this
    if (daemon.state !== 'opening') return outOfOrder
    run.beating = 0
    daemon.finish(run.lacking === 0)
    if (run.lacking === 1) return { error: { code: 'listeners_missing' } }
    daemon.step()
    if (!daemon.alive) return { error: { code: 'io' } }
    daemon.step()
    return done
  }

  #mayHear(hex: string): boolean {
    const message = heard(hex)
    if (!this.daemon.alive || this.daemon.state === 'listening') return false
    return this.isReading || (message !== undefined && versionFits(message) && this.hasRoom)
  }

  #hear(hex: string): Expectation {
    const { daemon, run } = this
    const message = heard(hex)
    if (!this.isReading) {
      if (message !== undefined) daemon.stream.toProcess.put({ message: message.type, id: idIn(message) })
      return done
    }
    run.heard = run.now
    const why = this.#refusal(message?.type, message === undefined ? 0 : idIn(message), message)
    if (message === undefined) daemon.lose()
    else daemon.receive(message.type, idIn(message), versionFits(message) ? 1 : 0)
    this.#ended(why)
    return done
  }

  /** Why the frame would end the call that reads it. */
  #refusal(type: Message['type'] | undefined, id: number, message?: Message): Failure {
    if (type === undefined) return message === undefined && this.daemon.stream.isOpen('supervisor') ? 'codec' : 'io'
    if (this.daemon.state === 'awaitBegin') {
      if (type === 'Abort') return 'aborted'
      if (type === 'Begin' && id !== this.daemon.successor.context.id) return 'protocol'
    }
    return type === 'HelloAck' && this.daemon.state === 'awaitAck' ? 'version_mismatch' : 'unexpected_message'
  }

  /** A call that waited may have ended, well or not. */
  #ended(why: Failure): void {
    const { daemon, run } = this
    const call = run.begin === 0 ? 'handshake' : 'begin'
    if (run[call] !== 1) return
    const wanted = call === 'handshake' ? 'awaitBegin' : 'locking'
    if (daemon.alive && daemon.state === wanted) run[call] = 2
    run.named = daemon.successor.context.id || run.named
    if (daemon.alive) return
    run[call] = 3
    run.failure = failures.indexOf(why)
  }

  #settle(): void {
    const { daemon } = this
    for (let more = true; more; ) {
      const first = daemon.stream.toProcess.length > 0 ? daemon.stream.toProcess.at(0) : undefined
      const why = first === undefined ? 'io' : this.#refusal(first.message, first.id)
      more = this.isReading && daemon.read()
      this.#ended(why)
    }
  }

  #result(at: number): Pattern {
    const state = calls[at] as (typeof calls)[number]
    if (state === 'done') return { state, handoff_id: idOf(this.run.named) }
    if (state !== 'failed') return { state: 'pending' }
    const error = failures[this.run.failure] as Failure
    if (error === 'codec') return { state, error: garbageCode, message: optional }
    return { state, error, message: error === 'aborted' ? 'called off' : optional }
  }

  #said(): Said[] {
    const said: Said[] = []
    const { toSupervisor } = this.daemon.stream
    for (let frame = toSupervisor.take(); frame !== undefined; frame = toSupervisor.take()) {
      const { message: type, id } = frame
      if (type === 'Ready') said.push({ type, members: { handoff_id: idOf(id), ...snapshot } })
      else if (type === 'Hello') {
        const role = this.run.connected === 1 ? 'Incumbent' : 'Successor'
        said.push({ type, members: { role, build_id, proto_min: 1, proto_max: 1, capabilities: { reserved: '0' } } })
      } else said.push({ type, members: {} })
    }
    return said
  }

  /** Heartbeats are sent, and a silent supervisor is given up. */
  #advance(ms: number): void {
    const { daemon, run, times } = this
    const end = run.now + ms
    if (run.beating === 1) {
      const due = Math.floor((end - run.since) / times.heartbeat_ms)
      for (; run.ticks < due; run.ticks++) daemon.beat()
    }
    const given = run.heard + times.liveness_ms
    if (daemon.state === 'awaitBegin' && run.begin === 1 && daemon.successor.context.watches === 1 && given <= end) {
      daemon.timeout()
      this.#ended('timeout')
    }
    run.now = end
  }
}

export const successorSource: ModelSource = { id: 'successor', build: (setting) => new SuccessorModel(setting) }
