import { MESSAGE_TYPES, type MessageType } from '../../../spec/handoff/messages.ts'
import type { Chart } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'
import type { Invariant, SystemBody, SystemEvent } from '../../proof/system.ts'
import type { LockContext, LockPayload } from '../charts/lock.ts'
import { profiles } from '../charts/settings.ts'
import { waits } from '../charts/waits.ts'
import { Daemon, type DaemonCharts } from './daemon.ts'
import { History } from './history.ts'

export interface HostileBounds {
  /** 1 takes the choices of profile strict, 0 those of core. */
  readonly strict: number
  /** What is served again when it is asked again: see the chart of the incumbent. */
  readonly again: number
  /** What follows a failed hook, in profile strict: see there too. */
  readonly mends: number
  /** 1 lets hooks fail, another process take the lock while it is free. */
  readonly hooks: number
  readonly rivals: number
  readonly [name: string]: number
}

/** Ids of frames: that of the handoff under way or offered, or another one. */
const kinds = ['its own', 'another'] as const
const rival = 3

/** An incumbent alone with whoever connects: any message at any moment, silence, and a rival for the lock. */
export class Hostile {
  readonly daemon: Daemon
  readonly history: History

  constructor(
    readonly world: World,
    readonly bounds: HostileBounds,
    charts: DaemonCharts & { readonly lock: Chart<LockContext, LockPayload> },
  ) {
    const settings = profiles[bounds.strict === 1 ? 'strict' : 'core']
    const ground = {
      lock: world.role('lock', charts.lock),
      path: world.ghosts('control path', { bound: { min: 0, max: 1 } }),
    }
    this.history = new History(world, ['incumbent'])
    this.daemon = new Daemon(
      world,
      1,
      'incumbent',
      ground,
      charts,
      {
        ...settings,
        incumbent: { ...settings.incumbent, again: bounds.again, mends: bounds.strict * bounds.mends },
        rebinds: bounds.strict,
        rereads: 1,
      },
      {
        sent: (daemon, message) => this.history.sent(daemon, message),
        called: (daemon, hook) => this.history.called(daemon, hook),
        released: (daemon) => this.history.released(daemon),
      },
    )
    this.daemon.startCold()
  }

  body(): SystemBody {
    return {
      events: this.#events().map((event) => ({ ...event, run: () => event.run() && this.#hear() })),
      invariants: this.#invariants(),
      leadsTo: [
        {
          id: 'L5',
          text: 'No session lasts for ever with a peer that says nothing.',
          when: () => this.daemon.stream.isOpen('process'),
          eventually: () => !this.daemon.stream.isOpen('process'),
        },
        {
          id: 'L2',
          text: 'An incumbent that has stopped serves again in the end, or ends.',
          when: () => this.daemon.alive && !this.daemon.serves,
          eventually: () => this.daemon.serves || !this.daemon.alive,
        },
      ],
      done: () => !this.daemon.alive,
    }
  }

  #events(): SystemEvent[] {
    const { daemon, bounds } = this
    const { lock } = daemon.ground
    return [
      { name: 'somebody connects', finite: true, run: () => daemon.admit() },
      ...MESSAGE_TYPES.flatMap((message) =>
        kinds.map(
          (kind): SystemEvent => ({
            name: `it says ${message} with ${kind} id`,
            finite: true,
            run: () => this.#say(message, kind),
          }),
        ),
      ),
      {
        name: 'it says HelloAck with a version out of range',
        finite: true,
        run: () => this.#say('HelloAck', 'another', 0),
      },
      {
        name: 'it leaves',
        finite: true,
        run: () => {
          if (!daemon.stream.isOpen('supervisor')) return false
          daemon.stream.close('supervisor')
          return true
        },
      },
      { name: 'the incumbent reads', fair: true, run: () => daemon.read() },
      { name: 'the incumbent goes on', fair: true, run: () => daemon.step() },
      {
        name: 'its hook returns',
        fair: true,
        run: () => {
          if (daemon.inHook && daemon.state === 'sealing') this.history.sealed(daemon)
          return daemon.finish(true)
        },
      },
      { name: 'it has waited long enough', fair: true, run: () => this.#gaveUp() },
      { name: 'it sends a heartbeat', run: () => daemon.beat() },
      { name: 'a client writes', run: () => daemon.serves && daemon.write() },
      ...(bounds.hooks === 1
        ? [
            {
              name: 'its hook fails',
              finite: true as const,
              run: () => {
                if (!daemon.inHook) return false
                this.history.failed(daemon)
                return daemon.finish(false)
              },
            },
          ]
        : []),
      ...(bounds.rivals === 1
        ? [
            {
              name: 'another process takes the lock',
              finite: true as const,
              run: () => lock.state === 'free' && lock.send('take', { by: rival }).length > 0,
            },
            {
              name: 'the other process lets the lock go',
              finite: true as const,
              run: () => {
                if (lock.context.holder !== rival) return false
                lock.send('release', { by: rival })
                return true
              },
            },
          ]
        : []),
    ]
  }

  #say(message: MessageType, kind: (typeof kinds)[number], good = 1): boolean {
    const { daemon } = this
    if (!daemon.isReading || !daemon.stream.isOpen('supervisor')) return false
    const { ack, active } = daemon.incumbent.context
    const own = active === 0 ? ack : active
    if (kind === 'its own' && own === 0) return false
    daemon.receive(message, kind === 'its own' ? own : this.world.fresh(), good)
    return true
  }

  #gaveUp(): boolean {
    const { daemon } = this
    const { state } = daemon
    if (!daemon.alive || !(state in waits.incumbent)) return false
    if (state === 'reacquiring' && daemon.ground.lock.state !== 'held') return false
    return daemon.timeout()
  }

  /** The peer reads whatever it is told. */
  #hear(): true {
    this.daemon.stream.toSupervisor.clear()
    return true
  }

  #invariants(): Invariant[] {
    const { daemon } = this
    const spoken = ['S3', 'S4', 'S9', 'S10', 'S13']
    return [
      {
        id: 'S2',
        text: 'Only the holder of the lock acknowledges or makes writes: there is at most one writer.',
        holds: () => daemon.holdsLock || !['serving', 'sealing'].includes(daemon.consumer.state),
      },
      ...this.history.invariants([daemon]).filter(({ id }) => spoken.includes(id)),
    ]
  }
}
