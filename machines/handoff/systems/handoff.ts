import type { Chart } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import type { LockContext, LockPayload } from '../charts/lock.ts'
import { profiles } from '../charts/settings.ts'
import { waits } from '../charts/waits.ts'
import { Daemon, type DaemonCharts, type Ground } from './daemon.ts'
import { History } from './history.ts'
import { NamedEnds } from './named-ends.ts'
import { promises } from './promises.ts'
import { safety } from './safety.ts'
import { Supervision, type SupervisionCharts } from './supervision.ts'

export interface HandoffBounds {
  /** 1 takes the choices of profile strict, 0 those of core. */
  readonly strict: number
  /** Crashes, failing hooks, failing journal writes, stalling frames in all. */
  readonly faults: number
  /** 1 lets each process crash, hooks fail, the journal be unwritable, a peer of the supervisor stall inside a frame. */
  readonly crashes: number
  readonly hooks: number
  readonly disk: number
  readonly drips: number
  /** 1: hooks may run for ever; 2: the supervisor may stop for ever. */
  readonly hangs: number
  /** 1 lets every role send heartbeats. */
  readonly beats: number
  /** Strangers that connect to the control path and say nothing. */
  readonly strangers: number
  /** Which runs without a server, or without a path to it, are allowed: a set of the names of ends. */
  readonly excused: number
  /** 1 allows that no process is left in the end: whoever starts the daemon cold can. */
  readonly emptied: number
  /** 1: the supervisor keeps the listeners open; 0: it closes them once a handoff is committed. */
  readonly keeps: number
  /** 1: a program reads its data again before it resumes. */
  readonly rereads: number
  readonly [name: string]: number
}

export interface HandoffCharts extends DaemonCharts, SupervisionCharts {
  readonly lock: Chart<LockContext, LockPayload>
}

/** One supervisor and two places for processes: an incumbent, its successor, and the successor's successor in the first place. */
export class Handoff {
  readonly ground: Ground
  readonly daemons: readonly [Daemon, Daemon]
  readonly supervision: Supervision<Daemon>
  readonly history: History
  readonly ends: NamedEnds
  readonly #state: {
    faults: number
    aborted: number
    undisturbed: number
    disturbed: number
    dripping: number
    listeners: number
  }

  constructor(
    world: World,
    readonly bounds: HandoffBounds,
    charts: HandoffCharts,
  ) {
    const settings = profiles[bounds.strict === 1 ? 'strict' : 'core']
    const places = ['first', 'second']
    this.ground = {
      lock: world.role('lock', charts.lock),
      path: world.ghosts('control path', { bound: { min: 0, max: 2 } }),
    }
    this.history = new History(world, places)
    const [first, second] = places.map(
      (name, at) =>
        new Daemon(
          world,
          at + 1,
          name,
          this.ground,
          charts,
          { ...settings, rebinds: bounds.strict, rereads: bounds.rereads },
          {
            sent: (daemon, message) => this.history.sent(daemon, message),
            received: (daemon, message) => this.history.heard(daemon, message),
            called: (daemon, hook) => this.history.called(daemon, hook),
            released: (daemon) => this.history.released(daemon),
            exited: (daemon, how) => {
              this.ends.exits(daemon, how)
              this.history.renew(daemon)
            },
          },
        ),
    ) as [Daemon, Daemon]
    this.daemons = [first, second]
    first.meet([second])
    second.meet([first])
    this.ends = new NamedEnds(world, bounds.strict === 1, this.ground, this.daemons)
    this.supervision = new Supervision(world, this.ground, this.daemons, charts, settings.supervisor, {
      sent: (message) => this.history.told(message),
      received: (message, id) => this.history.received(message, id),
      noted: (phase) => this.history.noted(phase),
      killed: (child) => {
        this.ends.kills(child)
        this.history.killed()
        this.history.renew(child)
      },
      returned: (outcome) => this.#returned(outcome),
    })
    this.history.follow(this.supervision)
    const bit = { min: 0, max: 1 }
    this.#state = world.ghosts('run', {
      faults: { min: 0, max: Number.isFinite(bounds.faults) ? bounds.faults : 0 },
      aborted: bit,
      undisturbed: bit,
      disturbed: bit,
      dripping: bit,
      listeners: { ...bit, initial: 1 },
    })
    this.supervision.start()
    this.supervision.step()
    first.startCold()
  }

  /** The supervisor keeps the listeners open. */
  get keepsListeners(): boolean {
    return this.supervision.alive && this.#state.listeners === 1
  }

  /** The last handoff was aborted. */
  get aborted(): boolean {
    return this.#state.aborted === 1
  }

  /** The handoff under way found one process that serves, and since then nothing failed and no wait ended. */
  get undisturbed(): boolean {
    return this.#state.undisturbed === 1
  }

  /** Something has failed since the last handoff was begun. */
  get disturbed(): boolean {
    return this.#state.disturbed === 1
  }

  body(): SystemBody {
    return {
      events: this.#events().map((event) => ({ ...event, run: () => event.run() && this.#settle() })),
      invariants: safety(this),
      leadsTo: promises(this),
    }
  }

  #events(): SystemEvent[] {
    const { supervision: s, bounds } = this
    const running = bounds.hangs === 2 ? {} : ({ fair: true } as const)
    return [
      { name: 'the supervisor performs a handoff', run: () => this.#perform() },
      { name: 'the supervisor goes on', ...running, run: () => s.step() },
      { name: 'the supervisor reads', ...running, run: () => this.#state.dripping === 0 && s.read() },
      ...(bounds.strict === 1
        ? [{ name: 'the supervisor notices that its child is dead', ...running, run: () => s.notice() }]
        : []),
      ...(['timeout', 'silence'] as const).map((wait) => ({
        name: `the supervisor ${wait === 'timeout' ? 'has waited long enough' : 'has heard nothing for long'}`,
        ...running,
        run: () => this.#isOver(wait) && s.end(wait),
      })),
      { name: 'the supervisor starts', ...running, run: () => s.start() },
      ...(bounds.beats === 1 && bounds.strict === 1
        ? [{ name: 'the supervisor sends heartbeats', run: () => s.beat() }]
        : []),
      ...this.daemons.flatMap((daemon) => this.#acts(daemon)),
      { name: 'a daemon starts cold', run: () => this.#startCold() },
      ...this.#faults(),
    ]
  }

  #acts(daemon: Daemon): SystemEvent[] {
    const { name } = daemon
    const { bounds } = this
    return [
      { name: `${name} accepts the connection`, fair: true, run: () => daemon.accept() },
      { name: `${name} reads`, fair: true, run: () => daemon.read() },
      { name: `${name} goes on`, fair: true, run: () => daemon.step() },
      ...(bounds.strict === 1 ? [{ name: `${name} looks at its stream`, run: () => daemon.look() }] : []),
      {
        name: `${name}'s hook returns`,
        ...(bounds.hangs === 1 ? {} : ({ fair: true } as const)),
        run: () => {
          if (daemon.inHook && daemon.state === 'sealing') this.history.sealed(daemon)
          return daemon.finish(true)
        },
      },
      { name: `${name} has waited long enough`, fair: true, run: () => this.#gaveUp(daemon) },
      { name: `a client writes to ${name}`, run: () => daemon.serves && daemon.write() },
      ...(bounds.beats === 1 ? [{ name: `${name} sends a heartbeat`, run: () => daemon.beat() }] : []),
      ...(bounds.strangers === 1
        ? [{ name: `a stranger connects to ${name}`, finite: true as const, run: () => daemon.admit() }]
        : []),
    ]
  }

  #faults(): SystemEvent[] {
    const { supervision: s, bounds, daemons } = this
    const fault = (of: number, name: string, enabled: () => boolean, run: () => void): SystemEvent[] => {
      const happens = (): boolean => {
        if (!enabled() || this.#state.faults >= bounds.faults) return false
        if (Number.isFinite(bounds.faults)) this.#state.faults++
        this.#state.undisturbed = 0
        this.#state.disturbed = 1
        run()
        return true
      }
      return of === 1 ? [{ name, finite: true, run: happens }] : []
    }
    const each = (make: (daemon: Daemon) => SystemEvent[]): SystemEvent[] => daemons.flatMap(make)
    const broken = (): void => {
      this.history.unwritable()
      s.step(false)
    }
    return [
      ...fault(bounds.crashes, 'the supervisor crashes', () => s.alive, s.crash.bind(s)),
      ...each((daemon) =>
        fault(bounds.crashes, `${daemon.name} crashes`, () => daemon.alive, this.#crash.bind(this, daemon)),
      ),
      ...each((daemon) =>
        fault(bounds.hooks, `${daemon.name}'s hook fails`, () => daemon.inHook, this.#fail.bind(this, daemon)),
      ),
      ...fault(bounds.disk, 'the journal cannot be changed', () => s.isAtJournal && s.state !== 'loading', broken),
      ...fault(
        bounds.drips,
        'a frame to the supervisor stalls',
        () => this.#mayDrip(),
        () => {
          this.#state.dripping = 1
        },
      ),
    ]
  }

  #perform(): boolean {
    const { supervision, daemons } = this
    if (supervision.state !== 'idle') return false
    this.history.begins()
    const whole = daemons.filter(({ alive }) => alive).map(({ serves, state }) => serves && state === 'listening')
    Object.assign(this.#state, {
      aborted: 0,
      disturbed: 0,
      undisturbed: whole.length === 1 && whole[0] === true ? 1 : 0,
    })
    return supervision.perform()
  }

  /** Whether a wait of the supervisor may end now: bytes of an unfinished frame keep it from noticing in profile core. */
  #isOver(wait: 'timeout' | 'silence'): boolean {
    const all: { readonly [state: string]: readonly string[] } = waits.supervisor
    const dripping = this.#state.dripping === 1
    if (all[this.supervision.state]?.includes(wait) !== true) return false
    if (dripping && (wait === 'silence' || this.bounds.strict === 0)) return false
    this.#state.undisturbed = 0
    return true
  }

  #mayDrip(): boolean {
    return this.supervision.isBusy && this.supervision.isReading && this.#state.dripping === 0
  }

  /** A process has waited long enough; who tries for the lock gives up only while another holds it. */
  #gaveUp(daemon: Daemon): boolean {
    const { role, incumbent, state } = daemon
    const all: { readonly [state: string]: readonly string[] } = role === incumbent ? waits.incumbent : waits.successor
    if (!daemon.alive || all[state] === undefined) return false
    if (state === 'reacquiring' && this.ground.lock.state !== 'held') return false
    if (state !== 'reacquiring' && state !== 'awaitAck' && role.context.watches === 0) return false
    if (role !== incumbent && role.context.watches === 0) return false
    this.#state.undisturbed = 0
    return daemon.timeout()
  }

  #crash(daemon: Daemon): void {
    this.ends.crashes(daemon, this.history.ready && this.supervision.peer === daemon)
    daemon.crash()
    this.history.renew(daemon)
  }

  #fail(daemon: Daemon): void {
    this.ends.fails(daemon)
    this.history.failed(daemon)
    daemon.finish(false)
  }

  #returned(outcome: string): void {
    this.history.returned(outcome)
    this.#state.aborted = outcome === 'aborted' ? 1 : 0
    if (outcome === 'committed' && this.bounds.keeps === 0) this.#state.listeners = 0
  }

  /** Somebody outside starts the daemon again when nothing of it is left. */
  #startCold(): boolean {
    const { supervision, daemons } = this
    if (supervision.isBusy || daemons.some(({ alive }) => alive)) return false
    this.ends.forget()
    this.#state.listeners = 1
    return daemons[0].startCold()
  }

  /** After each event. A stalled frame stalls nobody once the wait for it is over. */
  #settle(): true {
    this.ends.settle()
    if (!this.supervision.isReading) this.#state.dripping = 0
    return true
  }
}
