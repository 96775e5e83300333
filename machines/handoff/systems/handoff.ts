import type { Chart } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'
import type { Invariant, LeadsTo, SystemBody, SystemEvent } from '../../proof/system.ts'
import type { LockContext, LockPayload } from '../charts/lock.ts'
import { profiles } from '../charts/settings.ts'
import { waits } from '../charts/waits.ts'
import { Daemon, type DaemonCharts, type Ground } from './daemon.ts'
import { History } from './history.ts'
import { Supervision, type SupervisionCharts } from './supervision.ts'

export interface HandoffBounds {
  /** 1 takes the choices of profile strict, 0 those of core. */
  readonly strict: number
  /** Crashes, failing hooks and failing journal writes in all. */
  readonly faults: number
  /** 1 lets each process crash, hooks fail, the journal be unwritable. */
  readonly crashes: number
  readonly hooks: number
  readonly disk: number
  /** 1 lets any wait end at any time: a peer may be as slow as it likes. */
  readonly late: number
  /** 1: hooks may run for ever; 2: the supervisor may stop for ever. */
  readonly hangs: number
  /** 1 lets every role send heartbeats. */
  readonly beats: number
  /** Which of the named ends without a server are excused, as a set of `names`. */
  readonly excused: number
  /** 1: a supervisor keeps the listeners open; 0: it closes them once the successor is ready. */
  readonly keeps: number
  readonly [name: string]: number
}

export interface HandoffCharts extends DaemonCharts, SupervisionCharts {
  readonly lock: Chart<LockContext, LockPayload>
}

/** The runs in which nobody serves at the end although nothing failed twice: each is one of these. */
export const names = {
  incumbentDied: 1,
  successorDiedReady: 2,
  drainFailed: 4,
  resumeFailed: 8,
  gaveUpBeforeReady: 16,
} as const
export const everyName = Object.values(names).reduce((sum, name) => sum + name, 0)

/** One supervisor and two places for processes: an incumbent, its successor, the successor's successor in the first place. */
export class Handoff {
  readonly ground: Ground
  readonly daemons: readonly [Daemon, Daemon]
  readonly supervision: Supervision
  readonly history: History
  readonly #ends: { named: number; faults: number; outcome: number; listeners: number }

  constructor(
    readonly world: World,
    readonly bounds: HandoffBounds,
    charts: HandoffCharts,
  ) {
    const settings = profiles[bounds.strict === 1 ? 'strict' : 'core']
    const places = ['first', 'second']
    this.ground = {
      lock: world.role('lock', charts.lock),
      path: world.ghosts('control path', { bound: { min: 0, max: 2 } }),
    }
    this.history = new History(world, this.ground, places)
    const [first, second] = places.map(
      (name, at) =>
        new Daemon(
          world,
          at + 1,
          name,
          this.ground,
          charts,
          { ...settings, rebinds: bounds.strict, rereads: 1 },
          {
            sent: (daemon, message, id) => this.history.sent(daemon, message, id),
            called: (daemon, hook) => this.history.called(daemon, hook),
            released: (daemon) => this.history.released(daemon),
            exited: (daemon, code) => this.#exited(daemon, code),
          },
        ),
    ) as [Daemon, Daemon]
    this.daemons = [first, second]
    first.meet([second])
    second.meet([first])
    this.supervision = new Supervision(world, this.ground, this.daemons, charts, settings.supervisor, {
      sent: (message) => this.history.sent(message, undefined),
      received: (message, id) => this.history.received(message, id),
      noted: (phase) => this.history.noted(phase),
      killed: (child) => {
        this.history.killed()
        this.history.renew(child)
      },
      returned: (outcome) => {
        this.history.returned(outcome)
        this.#ends.outcome = outcome === 'aborted' ? 1 : 0
      },
    })
    this.history.follow(this.supervision)
    this.#ends = world.ghosts('ends', {
      named: { min: 0, max: everyName },
      faults: { min: 0, max: Number.isFinite(bounds.faults) ? bounds.faults : 0 },
      outcome: { min: 0, max: 1 },
      listeners: { min: 0, max: 1, initial: 1 },
    })
    this.supervision.start()
    this.supervision.step()
    first.startCold()
  }

  body(): SystemBody {
    return { events: this.#events(), invariants: this.#invariants(), leadsTo: this.#liveness(), done: () => true }
  }

  #events(): SystemEvent[] {
    const { supervision: s, bounds } = this
    const running = bounds.hangs === 2 ? {} : ({ fair: true } as const)
    return [
      { name: 'the supervisor performs a handoff', run: () => this.#perform() },
      { name: 'the supervisor goes on', ...running, run: () => s.step() },
      { name: 'the supervisor reads', ...running, run: () => s.read() },
      {
        name: 'the supervisor notices that its child is dead',
        ...running,
        run: () => bounds.strict === 1 && s.notice(),
      },
      ...(['timeout', 'silence'] as const).map((wait) => ({
        name:
          wait === 'timeout' ? 'the supervisor has waited long enough' : 'the supervisor has heard nothing for long',
        ...running,
        run: () => this.#isWaiting('supervisor', s.state, wait) && s.end(wait),
      })),
      { name: 'the supervisor starts', ...running, run: () => s.start() },
      ...this.daemons.flatMap((daemon) => this.#acts(daemon)),
      ...this.#faults(),
    ]
  }

  #acts(daemon: Daemon): SystemEvent[] {
    const { name } = daemon
    const { bounds } = this
    return [
      { name: `${name} accepts the connection`, fair: true, run: () => daemon.accept() },
      {
        name: `${name} reads`,
        fair: true,
        run: () => {
          const read = daemon.read()
          if (read && daemon.successor.state === 'locking') this.history.begun(daemon)
          return read
        },
      },
      { name: `${name} goes on`, fair: true, run: () => daemon.step() },
      {
        name: `${name}'s hook returns`,
        ...(bounds.hangs === 1 ? {} : ({ fair: true } as const)),
        run: () => {
          if (daemon.inHook && daemon.state === 'sealing') this.history.sealed(daemon)
          return daemon.finish(true)
        },
      },
      { name: `${name} has waited long enough`, fair: true, run: () => this.#isOver(daemon) && daemon.timeout() },
      { name: `a client writes to ${name}`, run: () => daemon.serves && daemon.write() },
      ...(bounds.beats === 1 ? [{ name: `${name} sends a heartbeat`, run: () => daemon.beat() }] : []),
    ]
  }

  #faults(): SystemEvent[] {
    const { supervision: s, bounds } = this
    const fault = (name: string, enabled: () => boolean, run: () => void): SystemEvent => ({
      name,
      finite: true,
      run: () => {
        if (!enabled() || this.#ends.faults >= bounds.faults) return false
        if (Number.isFinite(bounds.faults)) this.#ends.faults++
        run()
        return true
      },
    })
    return [
      ...(bounds.crashes === 1
        ? [
            fault(
              'the supervisor crashes',
              () => s.alive,
              () => s.crash(),
            ),
            ...this.daemons.map((daemon) =>
              fault(
                `${daemon.name} crashes`,
                () => daemon.alive,
                () => this.#crash(daemon),
              ),
            ),
          ]
        : []),
      ...(bounds.hooks === 1
        ? this.daemons.map((daemon) =>
            fault(
              `${daemon.name}'s hook fails`,
              () => daemon.inHook,
              () => this.#fail(daemon),
            ),
          )
        : []),
      ...(bounds.disk === 1
        ? [
            fault(
              'the journal cannot be changed',
              () => s.isAtJournal && s.state !== 'loading',
              () => {
                this.history.unwritable()
                s.step(false)
              },
            ),
          ]
        : []),
      ...(bounds.beats === 1 && bounds.strict === 1
        ? [{ name: 'the supervisor sends heartbeats', run: () => s.beat() }]
        : []),
      { name: 'a daemon starts cold', run: () => this.#startCold() },
    ]
  }

  #perform(): boolean {
    const { supervision } = this
    if (supervision.state !== 'idle') return false
    this.history.begins()
    this.#ends.outcome = 0
    return supervision.perform()
  }

  /** Only who waits can have waited for too long; who tries for a lock gives up only while it is busy. */
  #isWaiting(role: keyof typeof waits, state: string, wait: 'timeout' | 'silence'): boolean {
    const of: { readonly [state: string]: readonly string[] } = waits[role]
    return this.bounds.late === 1 && of[state]?.includes(wait) === true
  }

  #isOver(daemon: Daemon): boolean {
    if (!daemon.alive) return false
    const { state } = daemon
    if (state === 'reacquiring') return this.ground.lock.state === 'held'
    if (daemon.role === daemon.incumbent) {
      const { watches } = daemon.incumbent.context
      return this.#isWaiting('incumbent', state, 'timeout') && (watches === 1 || state === 'awaitAck')
    }
    return this.#isWaiting('successor', state, 'timeout') && daemon.successor.context.watches === 1
  }

  #crash(daemon: Daemon): void {
    const { incumbent, successor } = daemon
    if (incumbent.state !== 'absent' && !(this.history.ready && this.supervision.peer === daemon))
      this.#name(names.incumbentDied)
    if (successor.state === 'binding') this.#name(names.successorDiedReady)
    daemon.crash()
    this.history.renew(daemon)
  }

  #fail(daemon: Daemon): void {
    const { state } = daemon
    this.history.failed(daemon)
    if (state === 'draining') this.#name(names.drainFailed)
    if (['resuming', 'reopening', 'recovering'].includes(state)) this.#name(names.resumeFailed)
    daemon.finish(false)
  }

  #exited(daemon: Daemon, code: string): void {
    const others = this.daemons.filter((other) => other !== daemon)
    if (
      daemon.successor.state === 'ended' &&
      daemon.holdsLock &&
      code === 'error' &&
      others.every(({ alive }) => !alive)
    )
      this.#name(names.gaveUpBeforeReady)
    this.history.renew(daemon)
  }

  /** Somebody outside starts the daemon again when nothing of it is left. */
  #startCold(): boolean {
    const { supervision, daemons } = this
    if (supervision.isBusy || daemons.some(({ alive }) => alive)) return false
    this.#ends.named = 0
    return daemons[0].startCold()
  }

  #name(name: number): void {
    this.#ends.named |= name
  }

  #invariants(): Invariant[] {
    const { daemons, ground } = this
    const believes = (daemon: Daemon): boolean =>
      daemon.alive &&
      (daemon.role === daemon.incumbent
        ? ![
            'absent',
            'reportSealed',
            'sealed',
            'retaking',
            'reacquiring',
            'drainingAgain',
            'sealingAgain',
            'resumingUnlocked',
          ].includes(daemon.state)
        : ['opening', 'announcing', 'binding'].includes(daemon.state))
    return [
      {
        id: 'S1',
        text: 'At most one process holds the lock, and who believes to hold it does.',
        holds: () => daemons.every((daemon) => believes(daemon) === daemon.holdsLock),
      },
      {
        id: 'S2',
        text: 'Only the holder of the lock acknowledges or makes writes: there is at most one writer.',
        holds: () =>
          daemons.every((daemon) => !['serving', 'sealing'].includes(daemon.consumer.state) || daemon.holdsLock),
      },
      {
        id: 'reachable',
        text: 'Whoever waits for a supervisor with no other process left is who listens on the control path.',
        holds: () =>
          daemons.every(
            (daemon) =>
              daemon.state !== 'listening' ||
              ground.path.bound === daemon.number ||
              (this.bounds.strict === 0 && this.bounds.excused !== 0),
          ),
      },
      ...this.history.invariants(daemons),
    ]
  }

  #liveness(): LeadsTo[] {
    const { supervision, daemons } = this
    const served = (): boolean => daemons.some(({ serves }) => serves)
    const excused = (): boolean => (this.#ends.named & this.bounds.excused) !== 0
    return [
      {
        id: 'L1',
        text: 'Every handoff ends.',
        when: () => supervision.isBusy,
        eventually: () => !supervision.isBusy,
      },
      {
        id: 'L3',
        text: 'Somebody serves in the end, but for the named runs.',
        when: () => !served(),
        eventually: () => served() || excused(),
      },
    ]
  }
}
