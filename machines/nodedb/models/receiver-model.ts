import type { Json, JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import type { ResyncReason } from '../../../spec/nodedb/messages.types.ts'
import { natural } from '../../chart/chart.ts'
import type { Input, Model, ModelSource, Move, Setting, Subject } from '../../model/model.ts'
import { type Expectation, optional, type Pattern } from '../../model/pattern.ts'
import { textsOf, textsScope } from '../../model/subject-texts.ts'
import { World } from '../../model/world.ts'
import { arriving, documentsOf, type LogDelta, type Quality, qualities } from '../charts/deltas.ts'
import { count, drained, holds } from '../charts/held.ts'
import { need } from '../charts/need.ts'
import { type ReceiverPayload, receiver } from '../charts/receiver.ts'
import { ChartIds } from './chart-ids.ts'
import { type ModelStream, since } from './model-stream.ts'
import { ReceiverAnswer } from './receiver-answer.ts'
import { receiverMoves } from './receiver-moves.ts'
import { type ReceiverPalette, receiverPalette } from './receiver-palette.ts'
import { speaking, spoken } from './spoken.ts'

/** Ids above this are not held back. */
const nearest = 30

/** A receiver as a test model: streams that get deltas and snapshots in any order and condition. */
export class ReceiverModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly streams: readonly ModelStream[]
  readonly holdMax: number
  readonly dialect: Dialect
  readonly ids: ChartIds
  /**
   * `begun` is what has happened since the start, one of `since`. The others are 1 if a peer was found damaged as a whole, if
   * bytes came that do not decode, and if a start was told of a store that is not there.
   */
  readonly ghost: { begun: number; whole: number; junk: number; astray: number }

  /** Told of each request as it is sent: its stream, and the id from which it asks, 0 for everything. */
  onRequest: ((stream: ModelStream, from: number) => void) | undefined

  constructor(
    readonly setting: Setting,
    readonly palette: ReceiverPalette,
  ) {
    const { parameters } = setting
    const number = (name: string, usual: number): number => {
      const value = parameters[name]
      return typeof value === 'number' ? value : usual
    }
    const given = setting.capabilities.has('holding') ? palette.holdMax : undefined
    this.holdMax = given ?? number('hold_max', 0)
    this.dialect = spoken(setting)
    const scope = parameters.stream_scope === 'peer' ? 1 : palette.collections.length
    const several = setting.capabilities.has('peers')
    this.ids = new ChartIds(palette)
    const { last } = this.ids
    const first = number('backoff_first_ms', 5_000)
    this.streams = palette.peers.slice(0, several ? palette.peers.length : 1).flatMap((peer) =>
      palette.collections.slice(0, scope).map((collection): ModelStream => {
        const name = `${peer}/${collection}`
        return {
          peer,
          collection,
          receiver: this.world.role(name, receiver, {
            copies: number('escalate_after', 3),
            last,
            adopts: this.adopts ? 1 : 0,
          }),
          need: this.world.role(`${name} need`, need, { first, wait: first, most: number('backoff_most_ms', 60_000) }),
          ghost: this.world.ghosts(name, {
            since: { ...natural, initial: 1 },
            started: { min: 0, max: 1 },
            lost: { min: 0, max: 1 },
          }),
        }
      }),
    )
    this.ghost = this.world.ghosts('receiver', {
      begun: { min: since.nothing, max: since.delivery },
      whole: { min: 0, max: 1 },
      junk: { min: 0, max: 1 },
      astray: { min: 0, max: 1 },
    })
    this.configuration = { ...speaking(setting), ...(given === undefined ? {} : { hold_max: given }) }
    this.moves = receiverMoves(this)
  }

  /** Whether a first delta above id 1 is taken as the beginning. */
  get adopts(): boolean {
    return this.setting.parameters.baseline === 'adopt'
  }

  has(capability: string): boolean {
    return this.setting.capabilities.has(capability)
  }

  find(params: JsonObject): ModelStream | undefined {
    const { peer = '1', collection } = params
    return this.streams.find((stream) => stream.peer === peer && stream.collection === collection)
  }

  /** A delta of a stream as it arrives. */
  delta(stream: ModelStream, number: number, quality: Quality): JsonObject | undefined {
    const content = arriving(this.#log(stream), number, quality)
    if (content === undefined) return undefined
    const id = number === 0 ? '0' : this.ids.id(number)
    return { ...this.#peer(stream), collection: stream.collection, ...content, mutation_id: id }
  }

  snapshot(stream: ModelStream, mark: number): JsonObject {
    const items = documentsOf(this.#log(stream), 1, mark) as unknown as Json[]
    return { ...this.#peer(stream), collection: stream.collection, watermark: this.ids.id(mark), items }
  }

  /** A delta as bytes. */
  frame(stream: ModelStream, params: JsonObject): JsonObject {
    const { collection, document_id, payload, mutation_id, checksum } = params
    const message = {
      type: 'DeltaPush',
      collection,
      document_id,
      delta: payload,
      peer_id: stream.peer,
      mutation_id,
      checksum,
    }
    return { ...this.#peer(stream), hex: this.#encode(message) }
  }

  accepts(input: Input): boolean {
    const { op, params } = input
    const { peer } = params
    if (peer !== undefined && !this.streams.some((known) => known.peer === peer)) return false
    const stream = this.find(params)
    if (op === 'rx.advance' || op === 'rx.link' || op === 'rx.restart') return this.#settled(op)
    if (op === 'rx.frame') {
      const decoded = this.#decoded(params)
      return this.#ready() && (decoded === undefined || this.#read(decoded.stream, decoded.params) !== undefined)
    }
    if (stream === undefined)
      return (
        op === 'rx.cold_start' &&
        params.collection === undefined &&
        params.verdict === 'corrupt' &&
        this.streams.length === 1 &&
        this.ghost.begun === since.nothing
      )
    if (op === 'rx.cold_start')
      return (
        this.ghost.begun === since.delivery || (this.ghost.begun === since.nothing && this.#mayStart(stream, params))
      )
    if (op === 'rx.delta') return this.#ready() && this.#read(stream, params) !== undefined
    if (op === 'rx.snapshot') {
      const mark = this.#mark(params)
      if (!this.#ready() || Number.isNaN(mark)) return false
      return JSON.stringify(this.snapshot(stream, mark)) === JSON.stringify(params)
    }
    return this.#ready()
  }

  perform(input: Input): Expectation {
    const { op, params } = input
    const answer = new ReceiverAnswer()
    const stream = this.find(params)
    if (this.ghost.astray === 1) return { any: true }
    switch (op) {
      case 'rx.documents':
        return stream === undefined ? { any: true } : this.#documents(stream)
      case 'rx.advance':
        this.ghost.begun = Math.max(since.otherEvents, this.ghost.begun)
        if (this.ghost.junk === 1) this.world.attribute({ frames: ['NDB-072'] })
        this.#advance(params.ms as number, answer)
        break
      case 'rx.link':
        this.ghost.begun = Math.max(since.otherEvents, this.ghost.begun)
        for (const each of this.streams)
          if (each.peer === (params.peer ?? '1')) this.#need(each, params.up === true ? 'up' : 'down', answer)
        break
      case 'rx.restart':
        this.ghost.begun = since.nothing
        for (const each of this.streams)
          this.#receive(each, 'restart', { asks: this.setting.parameters.asks_after_restart === true ? 1 : 0 }, answer)
        break
      case 'rx.cold_start':
        return this.#start(params, stream)
      case 'rx.frame':
        this.ghost.begun = since.delivery
        this.#frame(params, answer)
        break
      default:
        if (stream === undefined) return { any: true }
        if (op === 'rx.delta') this.#deliver(stream, params, answer)
        else if (op === 'rx.snapshot') this.#install(stream, this.#mark(params), answer)
        else if (op === 'rx.diverge') this.#receive(stream, 'diverge', {}, answer)
        else return { any: true }
        this.ghost.begun = since.delivery
    }
    return answer.expectation(this.has('in_order'))
  }

  probes(last: Input): readonly Input[] {
    if (!this.has('documents') || last.op === 'rx.documents') return []
    const concerned = this.find(last.params)
    const streams =
      concerned === undefined || last.op === 'rx.restart' || last.op === 'rx.snapshot' ? this.streams : [concerned]
    return streams.map((stream) => ({
      op: 'rx.documents',
      params: { ...this.#peer(stream), collection: stream.collection },
    }))
  }

  /** Whether the streams were started where a base says where they are. */
  #ready(): boolean {
    return this.palette.base === 0n || this.streams.every(({ ghost }) => ghost.started === 1)
  }

  #mark({ watermark }: JsonObject): number {
    return Math.max(0, this.ids.number(BigInt(watermark as string)))
  }

  #settled(op: string): boolean {
    if (!this.#ready()) return false
    return (
      op !== 'rx.restart' ||
      this.streams.every((stream) => stream.receiver.state !== 'rebuilding' && !stream.need.state.endsWith('Down'))
    )
  }

  #mayStart(stream: ModelStream, params: JsonObject): boolean {
    if (params.verdict === 'corrupt') return true
    if (params.next === undefined) return false
    if (stream.receiver.state === 'rebuilding') return false
    const next = this.ids.number(BigInt(params.next as string))
    return stream.receiver.state === 'fresh' || next === stream.receiver.context.next
  }

  /** The delta that bytes hold, if they hold one. */
  #decoded({ peer, hex }: JsonObject): { stream: ModelStream; params: JsonObject } | undefined {
    const { message } = decodeFrame(Buffer.from(hex as string, 'hex'), this.dialect)
    if (message?.type !== 'DeltaPush') return undefined
    const { collection, document_id, delta: payload, mutation_id, checksum } = message
    const params = { ...(peer === undefined ? {} : { peer }), collection, document_id, payload, mutation_id, checksum }
    const stream = this.find(params)
    return stream === undefined ? undefined : { stream, params }
  }

  #frame(params: JsonObject, answer: ReceiverAnswer): void {
    const decoded = this.#decoded(params)
    if (decoded !== undefined) this.#deliver(decoded.stream, decoded.params, answer)
    else {
      answer.refused = optional
      this.ghost.junk = 1
      for (const each of this.streams) each.receiver.send('garbage')
    }
  }

  #deliver(stream: ModelStream, params: JsonObject, answer: ReceiverAnswer): void {
    const read = this.#read(stream, params)
    if (read === undefined) return
    if (this.ghost.junk === 1) this.world.attribute({ frames: ['NDB-072'], effects: ['NDB-072'] })
    if (this.palette.base > 0n) this.world.attribute({ frames: ['NDB-069'], effects: ['NDB-069'], reply: ['NDB-069'] })
    this.ghost.junk = 0
    const { held } = stream.receiver.context
    const good = read.quality === 'good' || read.quality === 'unchecked' ? 1 : 0
    const room = good === 1 && read.id <= nearest && !holds(held, read.id) && count(held) < this.holdMax
    const keep = room && (stream.receiver.state !== 'rebuilding' || this.world.choose(2) === 1) ? 1 : 0
    if (read.quality === 'unchecked')
      this.world.attribute({ effects: ['NDB-047'], frames: ['NDB-047'], state: ['NDB-047'] })
    this.#receive(stream, 'delta', { id: read.id, good, keep }, answer)
  }

  #install(stream: ModelStream, mark: number, answer: ReceiverAnswer): void {
    const { held, until } = stream.receiver.context
    const missing = until >= drained(held, mark + 1)
    const prompt = stream.receiver.state === 'rebuilding' && missing ? 1 - this.world.choose(2) : 0
    this.#receive(stream, 'snapshot', { mark, prompt }, answer)
  }

  #start(params: JsonObject, stream: ModelStream | undefined): Expectation {
    const answer = new ReceiverAnswer()
    if (this.ghost.begun !== since.nothing) {
      this.world.attribute({ reply: ['NDB-048'], frames: ['NDB-048'] })
      answer.refused = 'bad-event'
      return answer.expectation(this.has('in_order'))
    }
    const streams = stream === undefined ? this.streams.filter(({ peer }) => peer === (params.peer ?? '1')) : [stream]
    // A case that was drawn for other choices than this implementation made may tell it of a store that it does not have.
    if (stream !== undefined && !this.#mayStart(stream, params)) {
      this.ghost.astray = 1
      return { any: true }
    }
    for (const each of streams) {
      each.ghost.started = 1
      each.ghost.lost = params.verdict === 'corrupt' ? 1 : 0
      if (params.verdict === 'corrupt') {
        if (stream === undefined) this.ghost.whole = 1
        this.#receive(each, 'corrupt', {}, answer)
      } else {
        const next = this.ids.number(BigInt(params.next as string))
        if (each.receiver.state === 'fresh') each.ghost.since = next
        this.#receive(each, 'clean', { next }, answer)
      }
    }
    return answer.expectation(this.has('in_order'))
  }

  /** Every deadline on the way is acted on, in order. */
  #advance(ms: number, answer: ReceiverAnswer): void {
    let left = ms
    while (left > 0) {
      const waits = this.streams.flatMap(({ need: { state, context } }) =>
        state === 'asked' ? [context.wait - context.elapsed] : [],
      )
      const ticks = Math.min(left, ...waits)
      for (const stream of this.streams) this.#need(stream, 'tick', answer, ticks)
      left -= ticks
    }
  }

  #receive(stream: ModelStream, event: string, payload: Partial<ReceiverPayload>, answer: ReceiverAnswer): void {
    const { peer, collection, ghost } = stream
    for (const output of stream.receiver.send(event, payload)) {
      const { from = 1, to = 0, mark } = output.values
      if (output.type === 'refused')
        answer.refused =
          stream.receiver.state === 'exhausted' && output.params.code === 'exhausted'
            ? this.#exhausted(payload)
            : (output.params.code as string)
      else if (output.type === 'installed') {
        ghost.since = 1
        ghost.lost = 0
        answer.installed.push({ peer, collection, watermark: this.ids.id(mark as number) })
      } else if (output.type === 'raise' || output.type === 'met') {
        this.#need(stream, output.type, answer)
        if (output.type === 'met') this.ghost.whole = 0
      }
      if (output.type === 'adopted') ghost.since = from
      for (let id = from; id <= to; id++) answer.applied.push({ peer, collection, mutation_id: this.ids.id(id) })
    }
  }

  /** A copy of an id that was applied may be called a duplicate as well. */
  #exhausted({ id = 0 }: Partial<ReceiverPayload>): Pattern {
    return id > 0 ? 'exhausted' : optional
  }

  #need(stream: ModelStream, event: string, answer: ReceiverAnswer, ticks = 1): void {
    const sent = stream.need.send(event, { ticks })
    if (sent.length > 0) answer.frames.push(this.#requests(stream))
  }

  /** The request of a stream now: for its collection, or for all of them. */
  #requests(stream: ModelStream): readonly Json[] {
    const content = stream.receiver.send('ask')[0]
    const { next = 1, until = 0 } = content?.values ?? {}
    const kind = content?.params.reason
    const reason: ResyncReason =
      kind === 'corrupted'
        ? { kind: 'CorruptedState' }
        : kind === 'mismatch'
          ? { kind: 'ChecksumMismatch', mutation_id: this.ids.id(next) }
          : { kind: 'SequenceGap', expected: this.ids.id(next), received: this.ids.id(until) }
    const from = kind === 'corrupted' ? '0' : this.ids.id(next)
    this.onRequest?.(stream, kind === 'corrupted' ? 0 : next)
    const scopes = kind === 'corrupted' && this.ghost.whole === 1 ? [''] : [stream.collection, '']
    // Where requests have a shape, it is free whether they name it; shapes are called like their collections here.
    const shapes = this.dialect.resyncFields === 4 ? ['', stream.collection] : [undefined]
    return scopes.flatMap((collection) =>
      shapes.map((shape) => ({
        peer: stream.peer,
        frame: this.#encode({
          type: 'ResyncRequest',
          reason,
          from_mutation_id: from,
          collection,
          ...(shape === undefined ? {} : { shape_id: shape }),
        }),
      })),
    )
  }

  #documents({ receiver: { state, context }, ghost, collection, peer }: ModelStream): Expectation {
    // A damaged state is not served; one that was asked for anew for another reason may be, as it was.
    if (state === 'rebuilding' && (ghost.lost === 1 || this.world.choose(2) === 0)) return { ok: {} }
    const log = this.#log({ peer, collection })
    return { ok: { documents: documentsOf(log, ghost.since, context.next - 1) as unknown as Pattern } }
  }

  /** What a delta is, if it is one of the log, intact or damaged in a known way. */
  #read(stream: ModelStream, params: JsonObject): { id: number; quality: Quality } | undefined {
    const id = this.ids.number(BigInt(params.mutation_id as string))
    if (Number.isNaN(id) || id < 0) return undefined
    const quality = qualities.find((each) => {
      const delta: LogDelta | undefined = arriving(this.#log(stream), id, each)
      return (
        delta !== undefined &&
        delta.payload === params.payload &&
        delta.checksum === params.checksum &&
        delta.document_id === params.document_id
      )
    })
    return quality === undefined ? undefined : { id, quality }
  }

  /** Streams of different peers have different content. */
  #log({ peer, collection }: Pick<ModelStream, 'peer' | 'collection'>): string {
    return peer === '1' ? collection : `${peer}${collection}`
  }

  #peer({ peer }: ModelStream): JsonObject {
    return peer === '1' ? {} : { peer }
  }

  #encode(message: unknown): string {
    const { frame } = encodeFrame(message, this.dialect)
    return Buffer.from(frame ?? []).toString('hex')
  }
}

/** A model of a receiver over a palette, and over the collections that a case speaks of beside those of the palette. */
export function receiverSource(id: string, palette: Partial<ReceiverPalette> = {}): ModelSource {
  const usual = { ...receiverPalette, ...palette }
  const beside = (subject: Subject): readonly string[] =>
    textsOf(subject, 'collection').filter((name) => !usual.collections.includes(name))
  return {
    id,
    build: (setting, subject) => {
      const collections = [...usual.collections, ...(subject === undefined ? [] : beside(subject))]
      return new ReceiverModel(setting, { ...usual, collections })
    },
    scope: (subject) => textsScope(beside(subject)),
  }
}
