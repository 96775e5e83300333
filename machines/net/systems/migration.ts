import type { Chart, Output } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import { budgets, type HandleContext, type HandlePayload, type Sight, sights } from '../charts/handle.ts'
import { profileNames, profiles } from '../charts/settings.ts'
import { History, only } from './history.ts'
import type { MigrationBounds } from './migration-bounds.ts'
import { type Datagram, Network } from './network.ts'
import { Node, type NodeCharts } from './node.ts'
import { promises } from './promises.ts'

/** A peer that has no part in the migration. What is sent to it is out of the world. */
const stranger = 4

export interface MigrationCharts extends NodeCharts {
  readonly handle: Chart<HandleContext, HandlePayload>
}

/**
 * A daemon at node 1 that is to move to node 2, its clients, whoever orchestrates and waits, and the network between the nodes.
 * Node 3 is the orchestrator, or a stranger.
 */
export class Migration {
  readonly network: Network
  readonly nodes: readonly Node[]
  readonly handle: Role<HandleContext, HandlePayload>
  readonly history: History
  readonly #run: {
    losses: number
    doubles: number
    starts: number
    timeouts: number
    cancels: number
    crashes: number
    forgeries: number
    attempt: number
    sent: number
  }

  constructor(
    readonly world: World,
    readonly bounds: MigrationBounds,
    charts: MigrationCharts,
  ) {
    const settings = profiles[profileNames[bounds.profile] ?? 'strict']
    const upTo = (max: number) => ({ min: 0, max })
    this.#run = world.ghosts('run', {
      losses: upTo(bounds.losses),
      doubles: upTo(bounds.doubles),
      starts: upTo(bounds.starts),
      timeouts: upTo(bounds.timeouts),
      cancels: upTo(bounds.cancels),
      crashes: upTo(bounds.crashes),
      forgeries: upTo(bounds.forgeries),
      attempt: upTo(1),
      sent: upTo(bounds.events),
    })
    this.network = new Network(world, bounds, bounds.room, () => this.#run.attempt)
    this.history = new History(world, this)
    const surroundings = {
      send: (datagram: Datagram) => {
        if (datagram.to !== stranger) this.network.send(datagram)
      },
      processed: (node: Node, event: number) => this.history.processed(node, event),
      acted: (node: Node, output: Output) => this.#acted(node, output),
    }
    const permits = (from: number): boolean => settings.dispatcher.checks === 0 || from === bounds.orchestrator
    this.nodes = [1, 2, 3].map(
      (number) => new Node(world, number, charts, settings, permits, surroundings, bounds.events),
    )
    this.handle = world.role('handle', charts.handle, settings.handle)
    this.node(1).host.copy.send('spawn')
    this.node(2).host.factory.send('add')
    if (bounds.bound > 0) this.node(2).bound.orchestrator = bounds.orchestrator
    if (bounds.bound > 1) this.node(2).bound.source = 1
    if (bounds.unready === 1) this.node(2).host.data.ready = 0
  }

  node(number: number): Node {
    return this.nodes[number - 1] as Node
  }

  get orchestrator(): Node {
    return this.node(this.bounds.orchestrator)
  }

  /** Events that were taken so far: their numbers are 1 to this. */
  get sent(): number {
    return this.#run.sent
  }

  get isWaiting(): boolean {
    return ['polling', 'backing'].includes(this.handle.state)
  }

  /** No migration is recorded by its orchestrator, and no message is under way. */
  get isAtRest(): boolean {
    return this.network.isEmpty && this.orchestrator.orchestrator.state === 'none'
  }

  body(): SystemBody {
    const { judged } = this.bounds
    const invariants = this.history.invariants().filter((_, index) => (judged & (1 << index)) !== 0)
    const leadsTo = (judged & only('liveness')) === 0 ? [] : promises(this)
    return { events: this.#events(), invariants, ...(leadsTo.length === 0 ? {} : { leadsTo }), done: () => true }
  }

  #events(): SystemEvent[] {
    const { bounds, network } = this
    const when = (bound: number, events: readonly SystemEvent[]): readonly SystemEvent[] => (bound > 0 ? events : [])
    return [
      {
        name: 'a migration is started',
        ...(bounds.succeeds === 1 ? { fair: true as const } : {}),
        run: () => this.#start(),
      },
      { name: 'the waiter looks', fair: true, run: () => this.#look() },
      ...when(bounds.unready, [{ name: 'the pause is over', fair: true, run: () => this.#pause() }]),
      { name: 'a datagram arrives', fair: true, run: () => this.#arrive() },
      ...when(bounds.repeats, [{ name: 'what is due is said again', fair: true, run: () => this.#repeat() }]),
      ...this.nodes
        .slice(0, 2)
        .map((node) => ({ name: `an event comes to node ${node.number}`, run: () => this.#event(node) })),
      ...when(bounds.unready, [{ name: 'the target is ready', run: () => this.#flip(1) }]),
      ...when(bounds.timeouts, [{ name: 'the waiter has waited long enough', fair: true, run: () => this.#timeout() }]),
      ...when(bounds.cancels, [{ name: 'the migration is cancelled', finite: true, run: () => this.#cancel() }]),
      ...when(bounds.losses, [
        {
          name: 'a datagram is lost',
          finite: true,
          run: () => this.#meddle(network.losable(), 'losses', (slot) => network.take(slot)),
        },
      ]),
      ...when(bounds.doubles, [
        {
          name: 'a datagram is doubled',
          finite: true,
          run: () => this.#meddle(network.doublable(), 'doubles', (slot) => network.double(slot)),
        },
      ]),
      ...when(
        bounds.crashes,
        [...new Set([this.node(1), this.node(2), this.orchestrator])].map((node) => ({
          name: `node ${node.number} crashes`,
          finite: true as const,
          run: () => this.#crash(node),
        })),
      ),
      ...when(
        bounds.forgeries,
        (
          [
            ['TakeSnapshot', 1],
            ['CutoverNotify', 1],
            ['MigrationFailed', 1],
            ['SnapshotReady', 2],
            ['BufferedEvents', 2],
            ['ActivateTarget', 2],
            ['MigrationFailed', 2],
            ['RestoreComplete', bounds.orchestrator],
            ['ReplayComplete', bounds.orchestrator],
            ['CleanupComplete', bounds.orchestrator],
            ['ActivateAck', bounds.orchestrator],
            ['MigrationFailed', bounds.orchestrator],
          ] as const
        ).map(([message, to]) => ({
          name: `a stranger sends ${message} to node ${to}`,
          finite: true as const,
          run: () => this.#forge(message, to),
        })),
      ),
    ]
  }

  /** Uses one of a bounded number of faults up. */
  #spend(what: 'losses' | 'doubles' | 'cancels' | 'crashes' | 'forgeries' | 'starts' | 'timeouts'): boolean {
    if (this.#run[what] >= (this.bounds[what] as number)) return false
    this.#run[what]++
    return true
  }

  /** Does something to one of the datagrams at these places. */
  #meddle(slots: readonly number[], how: 'losses' | 'doubles', act: (slot: number) => void): boolean {
    if (slots.length === 0 || !this.#spend(how)) return false
    act(this.#oneOf(slots))
    return true
  }

  #oneOf(slots: readonly number[]): number {
    return slots.length === 1 ? (slots[0] as number) : (slots[this.world.choose(slots.length)] as number)
  }

  #start(): boolean {
    if (this.isWaiting || this.handle.state === 'succeeded' || !this.#spend('starts')) return false
    if (this.node(2).host.isLive) return false
    this.#attempt()
    this.handle.send('begin')
    return true
  }

  /** A new attempt, the first or a later one of a handle. */
  #attempt(): void {
    const resumes = this.orchestrator.isPastCutover && this.orchestrator.orchestrator.context.forward > 0
    if (!resumes) {
      if (this.bounds.stale === 0) this.network.clear()
      else this.#run.attempt = 1 - this.#run.attempt
    }
    this.orchestrator.start(1, 2)
    this.history.begins()
  }

  #look(): boolean {
    if (this.handle.state !== 'polling') return false
    const sight = this.#sight()
    const left = this.handle.context.attempts < this.bounds.attempts
    const outputs = this.handle.send('poll', {
      sees: sights.indexOf(sight),
      budget: budgets.indexOf(left ? 'left' : 'used'),
    })
    for (const { type, params } of outputs)
      if (type === 'ends' && params.as === 'success') this.history.reportsSuccess()
    return outputs.length > 0
  }

  #sight(): Sight {
    const { orchestrator } = this
    switch (orchestrator.orchestrator.state) {
      case 'none':
        return orchestrator.end === 'none' ? 'vanished' : orchestrator.end
      case 'complete':
        return 'complete'
      default:
        return 'underWay'
    }
  }

  #pause(): boolean {
    if (this.handle.state !== 'backing') return false
    this.handle.send('pause')
    this.#attempt()
    return true
  }

  #timeout(): boolean {
    if (!this.isWaiting) return false
    const stuck = this.network.isEmpty || this.orchestrator.isPastCutover
    if (!stuck && !this.#spend('timeouts')) return false
    for (const { type } of this.handle.send('timeout', { past: this.orchestrator.isPastCutover ? 1 : 0 }))
      if (type === 'giveUp') this.orchestrator.stop('giveUp')
    return true
  }

  #cancel(): boolean {
    if (!this.isWaiting || !this.#spend('cancels')) return false
    for (const { type } of this.handle.send('cancel', { past: this.orchestrator.isPastCutover ? 1 : 0 }))
      if (type === 'cancel') this.orchestrator.stop('cancel')
    return true
  }

  #arrive(): boolean {
    const slots = this.network.arriving()
    if (slots.length === 0) return false
    const slot = this.#oneOf(slots)
    const datagram = this.network.at(slot)
    if (datagram === undefined) return false
    this.network.take(slot)
    this.history.hears(datagram)
    this.node(datagram.to).receive(datagram)
    return true
  }

  /** Past cutover what is due is said again once it is not under way any more. */
  #repeat(): boolean {
    const { orchestrator } = this
    if (!orchestrator.isPastCutover || orchestrator.orchestrator.context.forward === 0) return false
    if (!this.network.isEmpty) return false
    orchestrator.repeat()
    return true
  }

  #event(node: Node): boolean {
    const event = this.#run.sent + 1
    const reached = node.host.isLive || (node.host.isPresent && this.bounds.strays === 1)
    if (event > this.bounds.events || !reached) return false
    if (!node.take(event, this.bounds.offers === 1)) return false
    this.#run.sent = event
    this.history.takes(node)
    return true
  }

  #flip(ready: number): boolean {
    const { data } = this.node(2).host
    if (data.ready === ready) return false
    data.ready = ready
    return true
  }

  #crash(node: Node): boolean {
    if (!this.#spend('crashes')) return false
    this.history.crashes(node)
    node.crash()
    if (node === this.orchestrator && this.isWaiting) this.handle.send('shutdown')
    return true
  }

  #forge(message: Datagram['message'], to: number): boolean {
    if (!this.#spend('forgeries')) return false
    const names = message === 'CutoverNotify' || message === 'TakeSnapshot'
    this.node(to).receive({ message, from: stranger, to, value: names ? stranger : 0, last: 0 })
    return true
  }

  #acted(node: Node, output: Output): void {
    if (output.type === 'ended' && output.params.as !== 'succeeded' && this.bounds.stale === 0) this.network.clear()
    this.history.acted(node, output)
  }
}
