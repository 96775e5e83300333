import type { JsonObject } from '../../../spec/json.ts'
import type { MessageType } from '../../../spec/net/messages.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { anything, type Expectation, Fitting, OneOf, optional, type Pattern } from '../../model/pattern.ts'
import { World } from '../../model/world.ts'
import { copy } from '../charts/copy.ts'
import { dispatcher } from '../charts/dispatcher.ts'
import { factory } from '../charts/factory.ts'
import { orchestrator } from '../charts/orchestrator.ts'
import { source } from '../charts/source.ts'
import { target } from '../charts/target.ts'
import type { Datagram } from '../systems/network.ts'
import { Node } from '../systems/node.ts'
import { isDecided, settingsOf } from './declared.ts'
import { entity_id, idOf, numberOf, origin, own } from './names.ts'
import { nodeMoves } from './node-moves.ts'
import { type Scene, scenes } from './scenes.ts'
import { isSettled } from './settled.ts'
import { digestOf, type Expected, eventOf, garbage, heard, sent, stateOf } from './wire.ts'

/** Events that a case reaches at most. */
const largest = 24
const past = ['replay', 'cutover', 'complete']

/** A node as a test model: the kit plays its peers, whoever they are in the scene, and a stranger. */
export class NodeModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject = {}
  readonly moves: readonly Move[]
  readonly node: Node
  readonly run: {
    /** Sequence, sender and chunks (a set) of the snapshot that is put together in two. */
    sequence: number
    sender: number
    chunks: number
  }
  #sent: Expected[] = []
  #arriving: { readonly hex: string; readonly total: number } | undefined

  constructor(
    readonly setting: Setting,
    readonly scene: Scene,
  ) {
    const { world } = this
    this.run = world.ghosts('run', { sequence: natural, sender: natural, chunks: { min: 0, max: 3 } })
    this.node = new Node(
      world,
      own,
      { orchestrator, source, target, copy, factory, dispatcher },
      settingsOf(setting),
      (from) => this.#permits(from),
      {
        send: (datagram) => this.#sent.push(this.#expected(datagram)),
        assemble: (_, datagram) => this.#assemble(datagram),
        acted: (_, { type }) => {
          if (type === 'observe' && (!this.#onlyRemembers || world.choose(2) === 0)) this.#dropChunks()
        },
        again: (message) => (this.#isFree(message) ? world.choose(2) : 0),
      },
      largest,
    )
    this.node.dispatcher.send('remove')
    this.moves = nodeMoves(this)
  }

  /** Whether a careful answer is asked for where published code and documents leave it open. */
  get isDecided(): boolean {
    return isDecided(this.setting)
  }

  /** Whether the implementation has the daemon at first. */
  get isHome(): boolean {
    return this.scene.source === own
  }

  /** Whether the node was opened. */
  get isOpen(): boolean {
    return this.node.dispatcher.state === 'handling'
  }

  /** Whether more events may come. */
  get hasRoom(): boolean {
    return Math.max(this.node.host.data.state, this.node.data.kept) + 3 < largest
  }

  accepts({ op, params }: Input): boolean {
    const { node } = this
    if (params.node !== idOf(own)) return false
    if (op === 'node.open') return !this.isOpen
    if (!this.isOpen) return false
    switch (op) {
      case 'node.add_daemon':
        return (
          this.isHome &&
          !node.host.isPresent &&
          node.host.factory.state === 'absent' &&
          node.source.state === 'idle' &&
          node.target.state === 'none'
        )
      case 'node.add_factory':
        return this.scene.target === own && node.host.factory.state === 'absent' && !node.host.isPresent
      case 'node.receive': {
        const datagram = heard(params.bytes as string, numberOf(params.from as string), own)
        if (datagram === undefined) return garbage.includes(params.bytes as string)
        if (datagram.from === own || !this.hasRoom) return false
        return this.#isOfOneOrchestrator(datagram) && (this.isDecided || isSettled(this.node, this.scene, datagram))
      }
      case 'source.offer':
      case 'daemon.deliver':
        return this.hasRoom && numberIn(params) === this.nextEvent && this.#takesEvents(op)
      case 'node.start':
        return this.scene.orchestrator === own && this.#mayStart(params)
      case 'node.abort':
        return this.scene.orchestrator === own
      case 'node.ready':
        return this.scene.target === own
      default:
        return false
    }
  }

  /** The same with the event that is due here. */
  mend({ op, params }: Input): Input | undefined {
    const due = 'event' in params ? { op, params: { ...params, event: eventOf(this.nextEvent) as never } } : undefined
    return due !== undefined && this.accepts(due) ? due : undefined
  }

  repair(input: Input): Input | undefined {
    return this.mend(input)
  }

  /** The number of the next event for the daemon on this node. */
  get nextEvent(): number {
    const { host, source: role, data } = this.node
    return (role.state === 'buffering' ? data.kept : host.data.state) + 1
  }

  perform({ op, params }: Input): Expectation {
    this.#sent = []
    if (op === 'daemon.read') return { ok: this.#read() }
    const { node } = this
    switch (op) {
      case 'node.open':
        node.dispatcher.send('install')
        return { ok: { static_pub: optional } }
      case 'node.add_daemon':
        node.host.copy.send('spawn')
        return { ok: { origin, entity_id } }
      case 'node.add_factory':
        node.host.factory.send('add')
        return { ok: { origin } }
      case 'node.ready':
        node.host.data.ready = params.ready === true ? 1 : 0
        return { ok: {} }
      case 'node.receive':
        return this.#receive(params.bytes as string, numberOf(params.from as string))
      case 'node.start':
        return this.#start(numberOf(params.source as string), numberOf(params.target as string))
      case 'node.abort':
        return this.#abort()
      case 'source.offer':
        return this.#offer()
      default:
        return this.#deliver()
    }
  }

  probes(): readonly Input[] {
    return !this.isOpen ? [] : [{ op: 'daemon.read', params: { node: idOf(own), origin } }]
  }

  /** Whether no other node begins a migration of the daemon to this node that this one is to orchestrate itself. */
  #isOfOneOrchestrator({ message }: Datagram): boolean {
    return this.scene.id !== 'own-target' || message !== 'SnapshotReady' || this.node.phase !== undefined
  }

  #takesEvents(op: string): boolean {
    const { host, source: role } = this.node
    if (op === 'source.offer') return role.state !== 'idle' || host.isLive
    return this.isDecided || host.isLive || role.state === 'gone'
  }

  #mayStart(params: JsonObject): boolean {
    const { node, scene } = this
    const same = params.source === params.target
    if (same) return this.isDecided && node.phase === undefined
    if (numberOf(params.source as string) !== scene.source || numberOf(params.target as string) !== scene.target)
      return false
    return this.isDecided || node.phase === undefined || !node.isPastCutover
  }

  #permits(from: number): boolean {
    const { orchestrator_policy } = this.setting.parameters
    return orchestrator_policy === undefined || orchestrator_policy === 'any' ? from > own : false
  }

  /** Whether chunks wait while all that there is of migrations are memories: a failure may take the chunks or not. */
  get #onlyRemembers(): boolean {
    const { orchestrator: o, source: s, isRestoring } = this.node
    return this.run.chunks !== 0 && o.state === 'none' && s.state !== 'buffering' && !isRestoring
  }

  /** Whether the answer to a message may say again what was said, or leave a chunk out. */
  #isFree(message: MessageType | 'leave'): boolean {
    const { orchestrator: o, source: s, target: t } = this.node
    switch (message) {
      case 'SnapshotReady':
        return past.includes(o.state) || (o.state === 'none' && t.state === 'done')
      case 'RestoreComplete':
        return past.includes(o.state)
      case 'ReplayComplete':
        return o.state === 'cutover'
      case 'CleanupComplete':
        return o.state === 'complete'
      case 'CutoverNotify':
        return s.state === 'gone'
      case 'BufferedEvents':
      case 'MigrationFailed':
      case 'leave':
        return t.state === 'done'
      default:
        return false
    }
  }

  /** Two chunks make a snapshot, if one node sends them and no other total comes between. */
  #assemble({ value, from, index }: Datagram): 'whole' | 'part' | 'impossible' {
    const { run, node } = this
    const total = this.#arriving?.total ?? 1
    const pending = run.chunks !== 0 && run.sequence === value
    if (pending && run.sender !== from) return 'part'
    if (total === 1) {
      run.chunks = 0
      return pending ? 'impossible' : 'whole'
    }
    node.data.newest = value
    const chunks = (pending ? run.chunks : 0) | (1 << (index ?? 0))
    const done = chunks === 3
    Object.assign(run, done ? { sequence: 0, sender: 0, chunks: 0 } : { sequence: value, sender: from, chunks })
    return done ? 'whole' : 'part'
  }

  #dropChunks(): void {
    Object.assign(this.run, { sequence: 0, sender: 0, chunks: 0 })
  }

  #receive(hex: string, from: number): Expectation {
    const datagram = heard(hex, from, own)
    if (datagram === undefined) {
      this.node.dispatcher.send('unreadable')
      return { ok: { out: [], refused: optional } }
    }
    this.#arriving = { hex, total: datagram.total }
    const failing = datagram.message === 'MigrationFailed' && !this.isDecided
    this.node.receive(datagram)
    this.#arriving = undefined
    return { ok: { out: sent(this.#sent, failing), refused: optional } }
  }

  #expected(datagram: Datagram): Expected {
    const forwarded = datagram.message === 'SnapshotReady' && this.#arriving !== undefined && this.scene.source !== own
    return forwarded && this.#arriving !== undefined ? { ...datagram, bytes: this.#arriving.hex } : datagram
  }

  #start(from: number, to: number): Expectation {
    const past = this.node.isPastCutover
    const code = this.node.start(from, to)
    if (code !== undefined) return { error: { code } }
    return { ok: { out: sent(this.#sent), ...(past ? { resumed: optional } : {}) } }
  }

  #abort(): Expectation {
    const { node } = this
    if (node.isPastCutover && node.settings.handle.detaches === 1) return { ok: { message: optional, out: anything } }
    const code = node.stop('cancel')
    if (code !== undefined) return { error: { code } }
    this.#dropChunks()
    const says = new Fitting(
      'a MigrationFailed with StateFailed, or nothing',
      (got) => heard(got as string, 1, 2)?.value === 3,
    )
    return { ok: { message: this.isDecided ? says : optional, out: sent(this.#sent, true) } }
  }

  #offer(): Expectation {
    const { node } = this
    if (node.source.state === 'gone') {
      this.node.source.send('offer', { room: 1 })
      return this.world.choose(2) === 0 ? { error: { code: 'writes_rejected' } } : { ok: { buffered: false } }
    }
    const buffers = node.source.state === 'buffering'
    if (buffers) node.take(this.nextEvent, true)
    else node.source.send('offer', { room: 1 })
    return { ok: { buffered: buffers } }
  }

  #deliver(): Expectation {
    const { node } = this
    const { host } = node
    if (node.source.state === 'gone' && !host.isPresent) {
      node.source.send('deliver', { room: 1 })
      return { error: { code: new OneOf(['writes_rejected', 'daemon_not_found']) } }
    }
    if (!host.isPresent) {
      host.process(this.nextEvent)
      return { error: { code: 'daemon_not_found' } }
    }
    const buffers = node.source.state === 'buffering'
    const event = this.nextEvent
    if (!node.take(event, false)) return { error: { code: buffers ? 'writes_rejected' : 'not_live' } }
    if (buffers) return { ok: { outputs: [], buffered: true } }
    return { ok: { outputs: [{ link: anything, payload: stateOf(event), received_at: anything }] } }
  }

  #read(): Pattern {
    const { host } = this.node
    if (!host.isPresent) return {}
    const { state, base } = host.data
    return {
      daemon: {
        state: digestOf(stateOf(state)),
        processed: Array.from({ length: state - base }, (_, at) => String(base + at + 1)),
        processed_count: state - base,
        head: {
          origin_hash: origin,
          horizon_encoded: anything,
          sequence: String(state),
          parent_hash: anything,
        },
        read_only: false,
        ledger: [],
      },
    }
  }
}

function numberIn({ event }: JsonObject): number {
  return Number((event as { readonly link: { readonly sequence: string } }).link.sequence)
}

/** A model for each part that a node may have in a migration. */
export const nodeSources: readonly ModelSource[] = scenes.map((scene) => ({
  id: scene.id,
  build: (setting) => new NodeModel(setting, scene),
}))
