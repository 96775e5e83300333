import type { MessageType } from '../../../spec/net/messages.ts'
import { REASONS, type ReasonKind } from '../../../spec/net/reason.ts'
import type { Chart, Output } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { DispatcherContext, DispatcherPayload } from '../charts/dispatcher.ts'
import { nodes, type Party } from '../charts/messages.ts'
import type { OrchestratorContext, OrchestratorPayload } from '../charts/orchestrator.ts'
import type { Settings } from '../charts/settings.ts'
import type { SourceContext, SourcePayload } from '../charts/source.ts'
import { hindrances, type TargetContext, type TargetPayload } from '../charts/target.ts'
import { Host, type HostCharts } from './host.ts'
import type { Datagram } from './network.ts'
import { isNamed } from './principals.ts'

export interface NodeCharts extends HostCharts {
  readonly orchestrator: Chart<OrchestratorContext, OrchestratorPayload>
  readonly source: Chart<SourceContext, SourcePayload>
  readonly target: Chart<TargetContext, TargetPayload>
  readonly dispatcher: Chart<DispatcherContext, DispatcherPayload>
}

/** What a node does to its surroundings, and what of it they decide. */
export interface Surroundings {
  send(datagram: Datagram): void
  /** The copy processes an event: the one behind its state, or another one. */
  processed?(node: Node, event: number): void
  /** A role says something, before the node acts on it. */
  acted?(node: Node, output: Output): void
  /** What a chunk makes of the snapshot that it belongs to; every chunk is a whole one, unless it is given. */
  assemble?(node: Node, datagram: Datagram): 'whole' | 'part' | 'impossible'
  /** 1 if what may be said again, or kept, is. Never, unless it is given. */
  again?(what: MessageType | 'leave'): number
}

/** Why an orchestrator's record is gone, as its waiters can learn it. */
export const ends = ['none', 'failed', 'notReady', 'acknowledged'] as const
export type End = (typeof ends)[number]

/** What an output answers: the datagram before it, as far as it counts. */
interface Occasion {
  readonly from: number
  readonly value: number
  readonly last: number
}

/** One node with all roles behind its dispatcher. The charts say who does what when; here is what they carry. */
export class Node {
  readonly orchestrator: Role<OrchestratorContext, OrchestratorPayload>
  readonly source: Role<SourceContext, SourcePayload>
  readonly target: Role<TargetContext, TargetPayload>
  readonly dispatcher: Role<DispatcherContext, DispatcherPayload>
  readonly host: Host
  readonly data: {
    /** The newest sequence of a snapshot that arrived: older ones are stale. */
    newest: number
    /** Sequence of the snapshot that the orchestrator's record is about. */
    through: number
    /** Of the source: the state of its snapshot, and the last event kept. */
    shipped: number
    kept: number
    /** Through which event the last migration to this node was activated. */
    cursor: number
    /** Index into `ends`. */
    end: number
  }
  /** Who alone may orchestrate the next migration to this node, and be its source; 0 for anybody. */
  readonly bound: { orchestrator: number; source: number }
  #queue: Datagram[] = []

  constructor(
    world: World,
    readonly number: number,
    charts: NodeCharts,
    readonly settings: Settings,
    /** Nodes that may ask for a snapshot, beside this one. */
    readonly permits: (from: number) => boolean,
    readonly surroundings: Surroundings,
    largest: number,
  ) {
    const name = `node ${number}`
    this.orchestrator = world.role(`${name} as orchestrator`, charts.orchestrator, settings.orchestrator)
    this.source = world.role(`${name} as source`, charts.source, settings.source)
    this.target = world.role(`${name} as target`, charts.target, settings.target)
    this.dispatcher = world.role(`dispatcher of ${name}`, charts.dispatcher, settings.dispatcher)
    this.host = new Host(world, name, charts, settings, largest, (event) => surroundings.processed?.(this, event))
    const event = { min: 0, max: largest }
    this.data = world.ghosts(name, {
      newest: event,
      through: event,
      shipped: event,
      kept: event,
      cursor: event,
      end: { min: 0, max: ends.length - 1 },
    })
    this.bound = world.ghosts(`${name} is bound to`, { orchestrator: nodes, source: nodes })
    this.dispatcher.send('install')
  }

  get end(): End {
    return ends[this.data.end] as End
  }

  /** Whether the record of a migration is here that is past cutover. */
  get isPastCutover(): boolean {
    return ['cutover', 'complete'].includes(this.orchestrator.state)
  }

  /** Whether a copy is here that came by a migration and is not live yet. */
  get isRestoring(): boolean {
    return this.target.state === 'restored' || this.target.state === 'replaying'
  }

  /** The orchestrator's phase, as far as it has a record. */
  get phase(): string | undefined {
    return this.orchestrator.state === 'none' ? undefined : this.orchestrator.state
  }

  /** Starts a migration; what it is refused with, if it is. */
  start(source: number, target: number): string | undefined {
    const local = source === this.number ? 1 : 0
    const fresh = this.orchestrator.state === 'none'
    const took = local === 1 && fresh && source !== target ? this.#take(this.number, target) : []
    this.#do(
      took.filter(({ type }) => type !== 'send'),
      { from: this.number, value: 0, last: 0 },
    )
    if (local === 1 && fresh) this.data.through = this.data.shipped
    const taken = local === 0 || took.some(({ type }) => type === 'snapshot') ? 1 : 0
    const outputs = this.orchestrator.send('start', { source, target, local, taken })
    const refusal = outputs.find(({ type }) => type === 'refused' || type === 'unsnapped')
    if (fresh && refusal === undefined) this.data.end = 0
    this.#do(outputs, { from: this.number, value: 0, last: 0 })
    this.#settle()
    if (refusal?.type === 'unsnapped' && this.source.state === 'buffering') return 'already_migrating'
    if (refusal?.type === 'unsnapped') return this.host.isPresent ? 'state_failed' : 'daemon_not_found'
    return refusal?.params.code as string | undefined
  }

  /** A datagram arrives, and all that it makes this node say to itself. */
  receive(datagram: Datagram): void {
    this.#dispatch(datagram)
    this.#settle()
  }

  /** The migration is cancelled, or given up by its waiter; what that is refused with, if it is. */
  stop(how: 'cancel' | 'giveUp'): string | undefined {
    const outputs = this.orchestrator.send(how)
    this.#do(outputs, { from: this.number, value: 0, last: 0 })
    if (outputs.some(({ type }) => type === 'ended')) this.#freeSource()
    this.#settle()
    return outputs.find(({ type }) => type === 'refused')?.params.code as string | undefined
  }

  /** It is time to say again what is due past cutover. */
  repeat(): void {
    this.#do(this.orchestrator.send('repeat'), { from: this.number, value: 0, last: 0 })
    this.#settle()
  }

  /** An event for the daemon comes here; `offers` if it goes to the buffer of its migration first. True if it was taken. */
  take(event: number, offers: boolean): boolean {
    const offered = offers ? this.source.send('offer', { room: 1 }) : []
    const outputs = offered.some(({ type }) => type !== 'unbuffered')
      ? offered
      : this.source.send('deliver', { room: 1 })
    if (outputs.some(({ type }) => type === 'keep')) this.data.kept = event
    if (outputs.some(({ type }) => type === 'process')) return this.host.process(event)
    return outputs.some(({ type }) => type === 'buffered')
  }

  /** The node loses all that it has. */
  crash(): void {
    for (const role of [this.orchestrator, this.source, this.target]) role.send('crash')
    this.host.leave()
    Object.assign(this.data, { newest: 0, through: 0, shipped: 0, kept: 0, cursor: 0, end: 0 })
  }

  #dispatch(datagram: Datagram): void {
    const { message, from } = datagram
    const { orchestrator, source, target } = this
    const orchestrates = orchestrator.state !== 'none'
    const outputs = this.dispatcher.send(message, {
      named: isNamed(this, message, from) ? 1 : 0,
      known: orchestrates || source.state !== 'idle' || target.state !== 'none' ? 1 : 0,
      orchestrates: orchestrates ? 1 : 0,
      past: this.isPastCutover && orchestrator.context.forward === 2 ? 1 : 0,
    })
    this.#do(outputs, datagram)
    for (const { type, params } of outputs) if (type === 'route') this.#hand(params.to as string, datagram)
  }

  #hand(role: string, datagram: Datagram): void {
    const { message, from, value } = datagram
    if (role === 'target' && message === 'SnapshotReady') {
      this.#restore(datagram)
      return
    }
    const again = this.surroundings.again?.(message) ?? 0
    if (role === 'orchestrator') {
      const first = datagram.index === undefined || datagram.index === 0
      const valid = datagram.broken !== true
      if (message === 'SnapshotReady' && this.orchestrator.state === 'snapshot' && first && valid)
        this.data.through = value
      const behind = value < this.data.through || (message === 'ReplayComplete' && !valid) ? 1 : 0
      this.#do(this.orchestrator.send(message, { first: first ? 1 : 0, valid: valid ? 1 : 0, behind, again }), datagram)
    } else if (role === 'source') {
      const outputs =
        message === 'TakeSnapshot' ? this.#take(from, value) : this.source.send(message, { target: value, again })
      this.#do(outputs, datagram)
    } else {
      if (message === 'ActivateTarget' && this.isRestoring) this.host.advance()
      const clear = this.host.isClear ? 1 : 0
      this.#do(this.target.send(message, { from, clear, again, replayed: 1 }), datagram)
    }
  }

  #take(from: number, target: number): readonly Output[] {
    const able = this.source.state === 'buffering' || this.host.isAble ? 1 : 0
    const away = target === this.number ? 0 : 1
    return this.source.send('TakeSnapshot', { from, target, away, able, sealed: 1 })
  }

  #restore(datagram: Datagram): void {
    const { target, host, data } = this
    const { from, value } = datagram
    if (value < data.newest) return
    const assembled = this.surroundings.assemble?.(this, datagram) ?? 'whole'
    if (assembled === 'part') return
    data.newest = value
    const owns = this.settings.ownsRecord === 1 && this.orchestrator.state !== 'none'
    const by = owns ? this.number : from
    const again = this.surroundings.again?.('SnapshotReady') ?? 0
    const outputs = target.send('snapshot', {
      again,
      from: by,
      same: target.state !== 'none' && host.isPresent && host.data.base === value ? 1 : 0,
      hindrance: hindrances.indexOf(
        assembled !== 'whole' ? assembled : datagram.broken === true ? 'unreadable' : host.hindrance(this.isRestoring),
      ),
    })
    this.#do(outputs, { from: by, value, last: 0 })
    const source = owns ? from : this.bound.source
    if (source !== 0 && outputs.some(({ type }) => type === 'restore')) target.send('bindSource', { from: source })
  }

  /** Does what a role says. */
  #do(outputs: readonly Output[], occasion: Occasion): void {
    for (const output of outputs) {
      this.surroundings.acted?.(this, output)
      this.#act(output, occasion)
    }
  }

  #act(output: Output, occasion: Occasion): void {
    const { host, data } = this
    switch (output.type) {
      case 'send':
        this.#speak(output, occasion)
        break
      case 'ended':
        data.end = ends.indexOf(this.#endOf(output.params.as as string, occasion.value))
        break
      case 'snapshot':
        // The orchestrator's says that the snapshot of its own node goes out, the source's that one was taken.
        if (output.values.target !== undefined) this.#say('SnapshotReady', output.values.target, data.through)
        else data.shipped = data.kept = host.data.state
        break
      case 'drain':
        if (data.kept > data.shipped)
          this.#say('BufferedEvents', output.values.to as number, data.shipped + 1, data.kept)
        break
      case 'release':
        host.leave()
        host.factory.send('left')
        this.target.send('leave', { again: this.surroundings.again?.('leave') ?? 0 })
        break
      case 'return':
        for (let event = data.shipped + 1; event <= data.kept; event++) host.process(event)
        data.shipped = data.kept = 0
        break
      case 'discard':
        data.shipped = data.kept = 0
        break
      case 'drop':
        host.leave()
        break
      case 'restore':
        host.restore(occasion.value)
        this.source.send('arrive')
        break
      case 'replay':
        host.replay(occasion.value, occasion.last)
        break
      case 'activate':
        host.activate()
        Object.assign(data, { shipped: 0, kept: 0, cursor: host.data.state })
    }
  }

  #endOf(as: string, code: number): End {
    if (as === 'failed') return code === REASONS.NotReady.code ? 'notReady' : 'failed'
    if (this.settings.handle.sure === 0) return 'none'
    return as === 'succeeded' ? 'acknowledged' : 'failed'
  }

  /** A source on this node is free again when the migration ends that this node orchestrated, where nobody tells it. */
  #freeSource(): void {
    const { source, number } = this
    if (this.#queue.length > 0 || source.state !== 'buffering' || source.context.orchestrator !== number) return
    this.#do(source.send('MigrationFailed'), { from: number, value: 0, last: 0 })
  }

  /** Says what an output is about, to whom it means. */
  #speak({ params, values }: Output, occasion: Occasion): void {
    const { from, value } = occasion
    const message = params.message as MessageType
    const { source = 0, target = 0 } = values
    const party = params.to as Party
    const others = [source, target].filter((each) => each !== from && each !== this.number)
    const to = party === 'others' ? others : [party === 'sender' ? from : (values[party] as number)]
    for (const each of to) {
      switch (message) {
        case 'MigrationFailed':
          this.#say(message, each, params.reason === undefined ? value : REASONS[params.reason as ReasonKind].code)
          break
        case 'TakeSnapshot':
        case 'CutoverNotify':
          this.#say(message, each, target)
          break
        case 'SnapshotReady':
          if (party !== 'target') this.#say(message, each, this.data.shipped)
          else if (each !== this.number) this.#say(message, each, value)
          else this.#restore(occasion as Datagram)
          break
        case 'RestoreComplete':
          this.#say(message, each, value)
          break
        case 'ReplayComplete':
        case 'ActivateAck':
          this.#say(message, each, this.target.state === 'done' ? this.data.cursor : this.host.data.state)
          break
        default:
          this.#say(message, each, 0)
      }
    }
  }

  #say(message: MessageType, to: number, value: number, last = 0): void {
    const datagram = { message, from: this.number, to, value, last }
    if (to === this.number) this.#queue.push(datagram)
    else this.surroundings.send(datagram)
  }

  /** Handles what this node said to itself, breadth first. */
  #settle(): void {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (this.dispatcher.send('toItself').some(({ type }) => type === 'handle')) this.#dispatch(next)
    }
    this.dispatcher.send('settle')
  }
}
