import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { Anything, type Expectation } from '../../model/pattern.ts'
import { World } from '../../model/world.ts'
import { journal } from '../charts/journal.ts'
import { lock } from '../charts/lock.ts'
import { supervisor } from '../charts/supervisor.ts'
import { type Peer, Supervision } from '../systems/supervision.ts'
import { settingsOf, type Times, timesOf } from './declared.ts'
import { dir, listener, somePid } from './names.ts'
import { Puppet } from './puppet.ts'
import { childPid } from './renaming.ts'
import { contract, type Failure, failures, outcomes, phases, supervisorAnswer } from './supervisor-answers.ts'
import { supervisorMoves } from './supervisor-moves.ts'
import { heard, idIn } from './wire.ts'

const done: Expectation = { ok: {} }
const bit = { min: 0, max: 1 }
/** The process id and the descriptors of a child. */
const child = new Anything(false, () => childPid)
const inherited = new Anything(false, () => [
  { number: 3, kind: 'tcp_listener', listener, close_on_exec: false },
  { number: 4, kind: 'unix_stream', close_on_exec: false },
])
/**
 * A supervisor as a test model: the kit plays the incumbent on the control path and the successor behind a relay. Ids of
 * handoffs and children are those of `renaming.ts`.
 */
export class SupervisorModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly supervision: Supervision<Puppet>
  readonly incumbent: Puppet
  readonly successor: Puppet
  readonly times: Times
  /** Numbers of supervisors and handoffs so far; what was seen of the present one; indexes into `failures` and `outcomes`. */
  readonly run: {
    supervisors: number
    handoffs: number
    /** The number of the supervisor that performed the last handoff. */
    performer: number
    /** The number of the handoff that the journal speaks of. */
    noted: number
    missing: number
    /** The journal is looked into; the phase that was found there, as an index into `phases`, 0 for none. */
    resumed: number
    found: number
    failure: number
    outcome: number
    /** The reason of an Abort: 0 free, 1 the seal failed, 2 it took too long, 3 the incumbent was silent. */
    reason: number
    /** Writes of the journal until one fails; 0 is never. */
    spoiled: number
    refused: number
    now: number
    begun: number
    since: number
    heard: number
    deadline: number
    grace: number
  }

  constructor(readonly setting: Setting) {
    const { world } = this
    this.configuration = setting.capabilities.has('profiles') ? { profile: setting.profile } : {}
    this.times = timesOf(setting)
    this.run = world.ghosts('run', {
      supervisors: natural,
      handoffs: natural,
      performer: natural,
      noted: natural,
      missing: bit,
      resumed: bit,
      found: { min: 0, max: 6 },
      failure: { min: 0, max: failures.length - 1 },
      outcome: { min: 0, max: outcomes.length - 1 },
      reason: { min: 0, max: 3 },
      spoiled: natural,
      refused: bit,
      now: natural,
      begun: natural,
      since: natural,
      heard: natural,
      deadline: natural,
      grace: natural,
    })
    this.incumbent = new Puppet(world, 1, 'incumbent')
    this.successor = new Puppet(world, 2, 'successor')
    const ground = { lock: world.role('lock', lock), path: world.ghosts('control path', { bound: bit }) }
    this.supervision = new Supervision(
      world,
      ground,
      [this.incumbent, this.successor],
      { supervisor, journal },
      settingsOf(setting).supervisor,
      {
        noted: () => {
          this.run.noted = this.run.handoffs
        },
        returned: (outcome) => {
          this.run.outcome = outcomes.indexOf(outcome as (typeof outcomes)[number])
        },
      },
    )
    this.moves = supervisorMoves(this)
  }

  get name(): string {
    return `v${this.run.supervisors}`
  }

  get call(): string {
    return `p${this.run.handoffs}`
  }

  /** The stream to the incumbent, or to the successor. */
  stream(of: Peer): string {
    if (of === this.successor) return `n${this.run.handoffs}`
    return this.run.resumed === 1 ? `r${this.run.supervisors}` : `o${this.run.handoffs}`
  }

  /** The peers whose streams the driver holds. */
  get held(): readonly Puppet[] {
    return [this.incumbent, this.successor].filter(({ held }) => held)
  }

  /** Whether it does something that it was called for. */
  get isBusy(): boolean {
    const { state } = this.supervision
    return !['absent', 'idle', 'loading'].includes(state)
  }

  /** Whether the supervisor reads this peer now. */
  isHeard(of: Puppet): boolean {
    const { state } = this.supervision
    return (
      of === this.incumbent ? ['awaitProbe', 'helloO', 'awaitDrained', 'awaitSealed'] : ['helloN', 'awaitReady']
    ).includes(state)
  }

  /** A connection or a child that the driver has not taken: it would stand in front of the next one. */
  get isAwaited(): boolean {
    return this.incumbent.pending || (this.successor.alive && !this.successor.held)
  }

  /** Whether time may pass so far without an end of a wait that comes a little sooner or later. */
  mayPass(ms: number): boolean {
    const due = this.#due()
    if (this.isAwaited && due !== undefined && due.at <= this.run.now + ms) return false
    const { state } = this.supervision
    const { begun, deadline, now } = this.run
    // Who comes to the seal when its limit has passed may ask for it or not, and may wait a little longer.
    const late = begun + deadline + this.times.slack_ms - 2 * this.times.min_read_ms
    if (['helloO', 'helloN', 'awaitDrained'].includes(state) && due?.at !== undefined && due.at > now + ms)
      if (now + ms > late) return false
    return due === undefined || Math.abs(due.at - this.run.now - ms) > 2 * this.times.min_read_ms
  }

  accepts({ op, params }: Input): boolean {
    const { run, supervision } = this
    const { alive } = supervision
    const held = this.held.find((peer) => this.stream(peer) === params.stream)
    switch (op) {
      case 'supervisor.start':
        return (
          !alive &&
          params.supervisor === `v${run.supervisors + 1}` &&
          params.dir === dir &&
          params.journal === true &&
          Array.isArray(params.listeners)
        )
      case 'control.listen':
        return params.dir === dir && !this.incumbent.alive && run.supervisors > 0 && !this.isBusy
      case 'control.unlisten':
        return params.dir === dir && this.incumbent.alive && !this.isBusy
      case 'supervisor.perform':
        if (params.supervisor !== this.name || !alive) return false
        if (supervision.isBusy) return run.refused === 0 && params.call === `q${run.handoffs}`
        return !this.isBusy && params.call === `p${run.handoffs + 1}`
      case 'supervisor.resume':
        return supervision.state === 'loading' && params.call === `u${run.supervisors}`
      case 'control.accept':
        return this.incumbent.pending && params.stream === this.stream(this.incumbent)
      case 'supervisor.child':
        return (
          supervision.isBusy && this.successor.alive && !this.successor.held && params.stream === `n${run.handoffs}`
        )
      case 'stream.send':
        return held !== undefined && this.isHeard(held) && held.stream.isOpen('process')
      case 'stream.close':
        return held !== undefined && this.isHeard(held) && held.stream.isOpen('process')
      case 'supervisor.fail_journal':
        return params.supervisor === this.name && alive && !this.isBusy
      case 'clock.advance':
        return this.mayPass(params.ms as number)
      case 'process.kill':
        return alive && params.process === this.name && !this.isAwaited
      default:
        return false
    }
  }

  perform(input: Input): Expectation {
    const { op, params } = input
    const observed = supervisorAnswer(this, input)
    if (observed !== undefined) return observed
    if (!this.accepts(input)) return { any: true }
    for (const peer of this.held) peer.stream.toProcess.clear()
    const answer = this.#do(op, params)
    this.#settle()
    return answer
  }

  /** Everything that the last step may have changed and that can be seen. */
  probes(): readonly Input[] {
    const { run } = this
    if (run.resumed === 1) return this.#watching(`u${run.supervisors}`)
    return run.handoffs === 0 ? [] : this.#watching(this.call)
  }

  #watching(call: string): readonly Input[] {
    const { run } = this
    // Of a call that went down with its supervisor nothing is known.
    const tells = this.supervision.alive && (run.resumed === 1 || run.performer === run.supervisors)
    return [
      ...this.held.map((peer) => ({ op: 'stream.receive', params: { stream: this.stream(peer) } })),
      ...(tells ? [{ op: 'call.result', params: { call } }] : []),
      ...(this.successor.held && this.supervision.alive
        ? [{ op: 'process.exit', params: { process: `k${run.handoffs}` } }]
        : []),
      { op: 'dir.read_journal', params: { dir } },
    ]
  }

  #do(op: string, params: JsonObject): Expectation {
    const { run, supervision, incumbent, successor } = this
    switch (op) {
      case 'supervisor.start':
        run.supervisors++
        run.spoiled = run.resumed = 0
        supervision.start()
        return { ok: { pid: somePid } }
      case 'control.listen':
        incumbent.appear()
        supervision.ground.path.bound = 1
        return done
      case 'control.unlisten':
        incumbent.crash()
        return done
      case 'supervisor.perform':
        return this.#begin(params)
      case 'supervisor.resume':
        incumbent.release()
        run.resumed = 1
        run.found = 1 + Object.keys(phases).indexOf(supervision.journal.state)
        return done
      case 'control.accept':
        incumbent.hold()
        return { ok: { accepted: true } }
      case 'supervisor.child':
        successor.hold()
        return { ok: { spawned: true, pid: child, environment: contract, descriptors: inherited } }
      case 'stream.send':
        return this.#hear(params)
      case 'stream.close': {
        const peer = params.stream === this.stream(incumbent) ? incumbent : successor
        peer.stream.close('process')
        return done
      }
      case 'supervisor.fail_journal':
        run.spoiled = params.write as number
        return done
      case 'clock.advance':
        this.#advance(params.ms as number)
        return done
      default:
        supervision.crash()
        return done
    }
  }

  #begin({ call, deadline_ms, grace_ms, child }: JsonObject): Expectation {
    const { run, supervision } = this
    if (String(call).startsWith('q')) {
      run.refused = 1
      supervision.perform()
      return done
    }
    if (supervision.state === 'loading') supervision.step(false)
    run.handoffs++
    run.performer = run.supervisors
    run.resumed = 0
    this.world.begin([], () => run.handoffs)
    const { now } = run
    Object.assign(run, {
      connected: 0,
      spawned: 0,
      accepted: 0,
      taken: 0,
      failure: failures.indexOf('io'),
      outcome: 0,
      reason: 0,
      refused: 0,
    })
    Object.assign(run, { begun: now, since: now, heard: now, deadline: Number(deadline_ms), grace: Number(grace_ms) })
    run.missing = child === 'missing' ? 1 : 0
    this.successor.crash()
    this.incumbent.release()
    supervision.perform()
    return done
  }

  #hear({ stream, hex }: JsonObject): Expectation {
    const { run, supervision } = this
    const peer = stream === this.stream(this.incumbent) ? this.incumbent : this.successor
    const message = heard(hex as string)
    run.heard = run.now
    if (message === undefined) {
      this.#blame('garbage')
      supervision.lose()
    } else {
      const flaw =
        supervision.state === 'helloO' || supervision.state === 'helloN' ? this.#flaw(message, peer) : undefined
      this.#blame(flaw ?? 'unexpected_message')
      if (message.type === 'SealFailed' && supervision.state === 'awaitSealed') run.reason = 1
      supervision.receive(message.type, idIn(message), flaw === undefined ? 1 : 0)
    }
    return done
  }

  /** What a Hello gets wrong. */
  #flaw(message: Message, peer: Puppet): Failure | undefined {
    if (message.type !== 'Hello') return undefined
    if ((message.role === 'Incumbent') !== (peer === this.incumbent)) return 'protocol'
    if (peer === this.successor && message.pid !== childPid) return 'pid_mismatch'
    return message.proto_min <= 1 && message.proto_max >= 1 ? undefined : 'version_mismatch'
  }

  #blame(why: Failure): void {
    // What is read while the journal is looked into fails nothing.
    if (this.run.resumed === 0) this.run.failure = failures.indexOf(why)
  }

  /** Everything that the supervisor does by itself. */
  #settle(): void {
    const { supervision, run } = this
    for (let before = supervision.state; ; before = supervision.state) {
      const spoils = supervision.isAtJournal && before.startsWith('note') && run.spoiled > 0
      if (spoils) run.spoiled--
      // Behind ResumeAfterAbort a journal that cannot be written changes nothing.
      const well =
        !(spoils && run.spoiled === 0 && before !== 'noteResuming') && !(before === 'spawning' && run.missing === 1)
      if (!well && before !== 'noteCommitted') this.#blame('io')
      if (before === 'loading' && run.resumed === 0) return
      if (supervision.isReading ? !this.#reads() : !supervision.step(well)) return
      if (supervision.state !== before) run.since = run.heard = run.now
    }
  }

  #reads(): boolean {
    const before = this.supervision.state
    if (!this.supervision.read()) return false
    if (this.supervision.state !== before) this.#blame('io')
    return true
  }

  #advance(ms: number): void {
    const { run, supervision } = this
    const end = run.now + ms
    for (let due = this.#due(); due !== undefined && due.at <= end; due = this.#due()) {
      run.now = Math.max(run.now, due.at)
      this.#blame('timeout')
      if (supervision.state === 'awaitSealed') run.reason = due.wait === 'timeout' ? 2 : 3
      supervision.end(due.wait)
      this.#settle()
    }
    run.now = end
  }

  /** The end of a wait that comes first. */
  #due(): { readonly at: number; readonly wait: 'timeout' | 'silence' } | undefined {
    const { run, times, supervision } = this
    const least = (limit: number): number => Math.max(limit, run.since + times.min_read_ms)
    const limits: { readonly [state: string]: number } = {
      awaitProbe: run.since + times.probe_ms,
      helloO: run.since + times.hello_ms,
      helloN: run.since + times.hello_ms,
      awaitDrained: run.since + run.grace + times.slack_ms,
      awaitSealed: least(run.begun + run.deadline + times.slack_ms),
      awaitReady: least(Math.max(run.begun + run.deadline, run.since + times.min_read_ms) + times.slack_ms),
    }
    const limit = limits[supervision.state]
    if (limit === undefined) return undefined
    const silence = run.heard + times.liveness_ms
    const watched = supervision.isBusy && supervision.state.startsWith('await')
    return watched && silence < limit ? { at: silence, wait: 'silence' } : { at: limit, wait: 'timeout' }
  }
}

export const supervisorSource: ModelSource = { id: 'supervisor', build: (setting) => new SupervisorModel(setting) }
