import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { type Expectation, OneOf } from '../../model/pattern.ts'
import { World } from '../../model/world.ts'
import { consumer } from '../charts/consumer.ts'
import { incumbent } from '../charts/incumbent.ts'
import { lock } from '../charts/lock.ts'
import { successor } from '../charts/successor.ts'
import { Daemon } from '../systems/daemon.ts'
import { settingsOf, type Times, timesOf } from './declared.ts'
import { HookCalls } from './hook-calls.ts'
import { type Hook, type Script, scripts, stepOf, written } from './hook-scripts.ts'
import { fates, incumbentAnswer, sessions } from './incumbent-answers.ts'
import { incumbentMoves } from './incumbent-moves.ts'
import { build_id, dir, somePid } from './names.ts'
import { heard, idIn, versionFits } from './wire.ts'

const rival = 2
const done: Expectation = { ok: {} }
const bit = { min: 0, max: 1 }
const hookOf: { readonly [state: string]: Hook } = {
  draining: 'drain',
  drainingAgain: 'drain',
  sealing: 'seal',
  sealingAgain: 'seal',
  resuming: 'resume',
  reopening: 'resume',
  recovering: 'resume',
  resumingUnlocked: 'resume',
}

/**
 * An incumbent as a test model. The kit plays its supervisors on the wire, one after the other and two at once, and a rival for
 * the lock. What the incumbent may do is what the process does of which the systems are made.
 */
export class IncumbentModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly daemon: Daemon
  readonly calls: HookCalls
  readonly times: Times
  /** Numbers of processes, streams and rival holdings so far; the streams that are served and that wait; times in ms. */
  readonly run: {
    processes: number
    streams: number
    holdings: number
    served: number
    waiting: number
    /** The id of the session's HelloAck. */
    acked: number
    held: number
    script: number
    fate: number
    released: number
    now: number
    since: number
    heard: number
    /** 1 if the session ended by a silence that fell into a hook: whether the hook's reply went out before is free. */
    silenced: number
    ticks: number
    deadline: number
    writes: number
  }

  constructor(readonly setting: Setting) {
    const { world } = this
    const settings = settingsOf(setting)
    this.configuration = setting.capabilities.has('profiles') ? { profile: setting.profile } : {}
    this.times = timesOf(setting)
    this.run = world.ghosts('run', {
      processes: natural,
      streams: natural,
      holdings: natural,
      served: natural,
      waiting: natural,
      acked: natural,
      held: bit,
      script: { min: 0, max: scripts.length - 1 },
      fate: { min: 0, max: fates.length - 1 },
      released: bit,
      now: natural,
      since: natural,
      heard: natural,
      silenced: bit,
      ticks: natural,
      deadline: natural,
      writes: natural,
    })
    this.calls = new HookCalls(world, setting.capabilities.has('clock'))
    this.daemon = new Daemon(
      world,
      1,
      'incumbent',
      { lock: world.role('lock', lock), path: world.ghosts('control path', { bound: bit }) },
      { incumbent, successor, consumer },
      { ...settings, rebinds: 1, rereads: 1 },
      {
        called: (daemon, hook) => this.calls.begin(hook as Hook, daemon.holdsLock, this.run.deadline),
        exited: (daemon, how) => {
          const failure = daemon.ground.lock.state === 'held' ? 'lock_held' : 'hook_failed'
          this.run.fate = fates.indexOf(how === 'ok' ? 'ended' : failure)
        },
      },
      { room: 64, everyBeat: true },
    )
    this.moves = incumbentMoves(this)
  }

  get process(): string {
    return `o${this.run.processes}`
  }

  /** The name of a stream; the next one's without a number. */
  stream(number = this.run.streams + 1): string {
    return `s${number}`
  }

  /** The streams of which the driver holds an end. */
  get held(): readonly string[] {
    return [this.run.served, this.run.waiting].filter((number) => number > 0).map((number) => this.stream(number))
  }

  /** The hook that waits for its release. */
  get blocked(): Hook | undefined {
    const { daemon } = this
    const hook = daemon.inHook ? hookOf[daemon.state] : undefined
    return hook !== undefined && this.#step(hook).block === true ? hook : undefined
  }

  /** Whether a resume runs. */
  get resumes(): boolean {
    return this.daemon.inHook && hookOf[this.daemon.state] === 'resume'
  }

  accepts({ op, params }: Input): boolean {
    const { daemon, run } = this
    const { alive } = daemon
    switch (op) {
      case 'incumbent.start':
        return (
          !alive && params.incumbent === `o${run.processes + 1}` && params.dir === dir && params.build_id === build_id
        )
      case 'control.connect':
        return run.processes > 0 && params.dir === dir && params.stream === this.stream() && run.waiting === 0
      case 'stream.send':
        return run.served > 0 && params.stream === this.stream(run.served) && this.#mayHear(params.hex as string)
      case 'stream.close':
        return this.held.includes(params.stream as string)
      case 'incumbent.release':
        return alive && params.incumbent === this.process
      case 'dir.hold':
        return run.held === 0 && params.lock === `x${run.holdings + 1}` && daemon.ground.lock.state === 'free'
      case 'dir.release':
        return run.held === 1 && params.lock === `x${run.holdings}`
      case 'client.write':
      case 'process.kill':
        return alive && params.process === this.process
      default:
        return op === 'clock.advance'
    }
  }

  /** The same with the names that are due here. */
  repair({ op, params }: Input): Input | undefined {
    const { run } = this
    const names: JsonObject = {
      incumbent: op === 'incumbent.start' ? `o${run.processes + 1}` : this.process,
      process: this.process,
      stream: op === 'control.connect' ? this.stream() : this.stream(run.served),
      lock: `x${op === 'dir.hold' ? run.holdings + 1 : run.holdings}`,
    }
    const renamed = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, names[name] ?? value]))
    const input = { op, params: renamed }
    return this.accepts(input) ? input : undefined
  }

  perform(input: Input): Expectation {
    const { op, params } = input
    const { daemon, run } = this
    const observed = incumbentAnswer(this, input)
    if (observed !== undefined) return observed
    if (!this.accepts(input)) return { any: true }
    daemon.stream.toSupervisor.clear()
    switch (op) {
      case 'incumbent.start':
        return this.#start(params)
      case 'control.connect':
        return this.#connect()
      case 'stream.send':
        return this.#hear(params.hex as string)
      case 'stream.close':
        return this.#leave(params.stream as string)
      case 'incumbent.release':
        if (this.blocked !== params.hook) return { error: { code: 'out_of_order' } }
        run.released = 1
        break
      case 'clock.advance':
        this.#advance(params.ms as number)
        break
      case 'dir.hold':
        if (daemon.ground.lock.send('take', { by: rival })[0]?.type !== 'granted')
          return { error: { code: 'lock_held' } }
        run.holdings++
        run.held = 1
        break
      case 'dir.release':
        daemon.ground.lock.send('release', { by: rival })
        run.held = 0
        break
      case 'client.write':
        run.writes++
        return { ok: { acknowledged: daemon.write() } }
      case 'process.kill':
        daemon.crash()
        run.fate = fates.indexOf('killed')
    }
    this.#settle()
    return done
  }

  /** Everything that the last step may have changed and that can be seen. */
  probes(): readonly Input[] {
    const { run, setting } = this
    const process = this.process
    const killed = fates[run.fate] === 'killed'
    const has = (capability: string): boolean => setting.capabilities.has(capability)
    if (run.processes === 0) return []
    return [
      ...this.held.map((stream) => ({ op: 'stream.receive', params: { stream } })),
      { op: 'dir.lock', params: { dir } },
      ...(killed
        ? []
        : [
            { op: 'incumbent.hooks', params: { incumbent: process } },
            { op: 'incumbent.serve', params: { incumbent: process } },
          ]),
      ...(has('incumbent_state') && sessions[this.daemon.state] !== undefined
        ? [{ op: 'incumbent.state', params: { incumbent: process } }]
        : []),
    ]
  }

  #start({ hooks: given }: JsonObject): Expectation {
    const { daemon, run } = this
    run.processes++
    if (!daemon.startCold()) {
      Object.assign(run, { fate: fates.indexOf('lock_held'), served: 0, waiting: 0 })
      this.calls.forget()
      return { error: { code: 'lock_held' } }
    }
    const script = scripts.findIndex((each) => JSON.stringify(written(each)) === JSON.stringify(given))
    Object.assign(run, {
      script: Math.max(0, script),
      fate: 0,
      served: 0,
      waiting: 0,
      since: run.now,
      ticks: 0,
      writes: 0,
    })
    this.calls.forget()
    return { ok: { pid: somePid } }
  }

  #connect(): Expectation {
    const { daemon, run } = this
    run.streams++
    if (!daemon.alive) return { ok: { connected: false, why: new OneOf(['absent', 'refused']) } }
    run.waiting = run.streams
    daemon.pending = true
    this.#settle()
    return { ok: { connected: true } }
  }

  /** Lets the incumbent accept who waits, if it can; what was said on the stream before is not looked at any more. */
  #admit(): boolean {
    const { daemon, run } = this
    if (run.waiting === 0 || !daemon.accept()) return false
    Object.assign(run, { served: run.waiting, waiting: 0, acked: 0, heard: run.now, silenced: 0 })
    return true
  }

  /** Whether the chart knows what follows: it forgets the id of HelloAck at the first PrepareHandoff of a session. */
  isJudged(type: Message['type'], id: number): boolean {
    const { state, incumbent } = this.daemon
    const { checks, ack } = incumbent.context
    const again = type === 'PrepareHandoff' && state === 'ready' && ack === 0
    return checks === 0 || !again || id === this.run.acked
  }

  #mayHear(hex: string): boolean {
    const message = heard(hex)
    if (message !== undefined && !this.isJudged(message.type, idIn(message))) return false
    if (this.daemon.isReading) return true
    return message !== undefined && this.daemon.stream.toProcess.length < 8 && this.daemon.inHook
  }

  #hear(hex: string): Expectation {
    const { daemon, run } = this
    const message = heard(hex)
    // Whether a session is closed before or behind the resume that follows from its end is free.
    if (!daemon.stream.isOpen('process')) return this.resumes ? { any: true } : { error: { code: 'closed' } }
    if (message?.type === 'PrepareHandoff')
      run.deadline = Math.min(Number(message.deadline_ms), Number(message.drain_grace_ms))
    if (daemon.isReading) {
      run.heard = run.now
      if (message === undefined) daemon.lose()
      else daemon.receive(message.type, idIn(message), versionFits(message) ? 1 : 0)
      if (message?.type === 'HelloAck' && daemon.state === 'ready') run.acked = idIn(message)
      this.#enter()
    } else if (message !== undefined) daemon.stream.toProcess.put({ message: message.type, id: idIn(message) })
    this.#settle()
    return done
  }

  #leave(stream: string): Expectation {
    const { daemon, run } = this
    if (stream === this.stream(run.waiting)) {
      run.waiting = 0
      daemon.pending = false
    } else {
      run.served = 0
      daemon.stream.close('supervisor')
    }
    this.#settle()
    return done
  }

  /** What the hooks of the present process do. */
  get script(): Script {
    return scripts[this.run.script] as Script
  }

  #step(hook: Hook): ReturnType<typeof stepOf> {
    return stepOf(this.script, hook, this.calls.count(hook) - 1)
  }

  /** Everything that happens without time and without the driver. */
  #settle(): void {
    const { daemon, run } = this
    for (;;) {
      const waits = daemon.state === 'reacquiring' && run.ticks > 0
      const read = daemon.read()
      if (read) run.heard = run.now
      if (read || (!waits && daemon.step()) || this.#finish() || this.#admit() || this.#fallSilent()) this.#enter()
      else if (daemon.state === 'reacquiring' && !waits) run.ticks = 1
      else return
    }
  }

  /** What was silent for too long while a hook ran is given up when that has ended. */
  #fallSilent(): boolean {
    const { daemon, run, times } = this
    if (!this.#isWatched || run.now < run.heard + times.liveness_ms) return false
    run.silenced = 1
    daemon.timeout()
    return true
  }

  /** Whether long silence ends the session now. */
  get #isWatched(): boolean {
    const { daemon } = this
    return daemon.isReading && daemon.state !== 'awaitAck' && daemon.incumbent.context.watches === 1
  }

  /** Ends the hook that runs, unless it is to block. */
  #finish(): boolean {
    const { daemon, run } = this
    const hook = daemon.inHook ? hookOf[daemon.state] : undefined
    if (hook === undefined) return false
    const { block, fail } = this.#step(hook)
    if (block === true && run.released === 0) return false
    run.released = 0
    this.calls.end(fail === undefined)
    return daemon.finish(fail === undefined)
  }

  /** Another state has begun, or the same one anew. */
  #enter(): void {
    this.run.since = this.run.now
    this.run.ticks = 0
  }

  #advance(ms: number): void {
    const { run } = this
    const end = run.now + ms
    for (let due = this.#due(); due !== undefined && due.at <= end; due = this.#due()) {
      run.now = Math.max(run.now, due.at)
      due.act()
      this.#settle()
    }
    run.now = end
  }

  /** What time brings next. */
  #due(): { readonly at: number; readonly act: () => void } | undefined {
    const { daemon, run, times } = this
    const { state } = daemon
    if (!daemon.alive) return undefined
    const over = (): void => {
      daemon.timeout()
      this.#enter()
    }
    if (state === 'awaitAck') return { at: run.since + times.ack_ms, act: over }
    if (state === 'draining' || state === 'sealing') {
      const beat = (): void => {
        run.ticks++
        daemon.beat()
      }
      return { at: run.since + (run.ticks + 1) * times.heartbeat_ms, act: beat }
    }
    if (state === 'reacquiring') {
      const attempt = run.since + run.ticks * times.reacquire_step_ms
      const last = run.since + times.reacquire_ms
      if (attempt > last) return { at: last, act: over }
      const again = (): void => {
        run.ticks++
        if (daemon.step()) this.#enter()
      }
      return { at: attempt, act: again }
    }
    if (this.#isWatched) return { at: run.heard + times.liveness_ms, act: over }
    return undefined
  }
}

export const incumbentSource: ModelSource = { id: 'incumbent', build: (setting) => new IncumbentModel(setting) }
