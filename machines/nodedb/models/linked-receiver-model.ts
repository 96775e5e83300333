import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import type { Expectation } from '../../model/pattern.ts'
import type { Quality } from '../charts/deltas.ts'
import { sender } from '../charts/sender.ts'
import { type DeltaKind, type Down, Link, linkFaults } from '../systems/link.ts'
import type { ModelStream } from './model-stream.ts'
import { ReceiverModel } from './receiver-model.ts'
import { receiverPalette } from './receiver-palette.ts'

/** What a delta of each kind is to a receiver. */
const qualities: Readonly<Record<DeltaKind, Quality>> = { good: 'good', bad: 'damagedChecksum' }

/** Deltas that the log of a collection gets, and slots of the link each way. */
const most = 12
const slots = 4

const done: Expectation = { ok: {} }

/**
 * A receiver behind the link that is proved: the kit plays the sender from its chart and decides what the link does, and the
 * receiver gets what comes out of it, and nothing else.
 */
class LinkedReceiverModel implements Model {
  readonly world
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #receiver: ReceiverModel
  readonly #link: Link

  constructor(setting: Setting) {
    const receiver = new ReceiverModel(setting, receiverPalette)
    this.#receiver = receiver
    this.world = receiver.world
    this.configuration = receiver.configuration
    const names = receiver.streams.map(({ peer, collection }) => `${peer}/${collection}`)
    this.#link = new Link(this.world, names, { frames: slots, requests: slots, largest: most }, sender, { most })
    this.#link.connect()
    receiver.onRequest = (stream, from) => this.#link.ask(receiver.streams.indexOf(stream), from)
    this.moves = this.#moves()
  }

  accepts(input: Input): boolean {
    const { op, params } = input
    const at = this.#streamAt(params)
    switch (op) {
      case '$sender.append':
        return at >= 0 && (this.#link.senders[at]?.context.head ?? most) < most
      case '$sender.compact':
        return at >= 0 && (this.#link.senders[at]?.context.floor ?? 0) <= (this.#link.senders[at]?.context.head ?? 0)
      case '$sender.push':
        return at >= 0 && this.#link.pushes(at)
      case '$sender.hear':
        return this.#link.up.at(params.slot as number) !== 0
      case 'rx.link':
        return this.#link.isUp !== (params.up === true)
      case 'rx.delta':
      case 'rx.snapshot':
        return this.#slotOf(input) !== undefined && this.#receiver.accepts(input)
      default:
        return op.startsWith('$link.') ? this.#possible(op, params) : this.#receiver.accepts(input)
    }
  }

  perform(input: Input): Expectation {
    const { op, params } = input
    if (op.startsWith('$')) {
      if (this.accepts(input)) this.#own(op, params)
      return done
    }
    if (op === 'rx.delta' || op === 'rx.snapshot') {
      const slot = this.#slotOf(input)
      if (slot !== undefined) this.#link.take(slot)
    }
    if (op === 'rx.link') {
      if (params.up === true) this.#link.connect()
      else this.#link.disconnect()
    }
    return this.#receiver.perform(input)
  }

  probes(last: Input): readonly Input[] {
    return last.op.startsWith('$') ? [] : this.#receiver.probes(last)
  }

  /** The kit's own part of the system. */
  #own(op: string, params: JsonObject): void {
    const at = this.#streamAt(params)
    if (op === '$sender.append') this.#link.senders[at]?.send('append')
    else if (op === '$sender.compact') this.#link.compact(at)
    else if (op === '$sender.push') this.#link.push(at, (least, head) => (params.least === true ? least : head))
    else if (op === '$sender.hear') {
      const request = this.#link.takeRequest(params.slot as number)
      if (request !== undefined) this.#link.answer(request.stream, request.from)
    } else this.#fault(op)?.run(this.#link, params.way as 'down' | 'up', params.slot as number)
  }

  #fault(op: string): (typeof linkFaults)[number] | undefined {
    return linkFaults.find(({ id }) => op === `$link.${id}`)
  }

  #possible(op: string, { way, slot }: JsonObject): boolean {
    const fault = this.#fault(op)
    if (fault?.ways[way as 'down' | 'up'] === undefined) return false
    const before = this.world.save()
    const possible = fault.run(this.#link, way as 'down' | 'up', slot as number)
    this.world.load(before)
    return possible
  }

  #streamAt({ collection }: JsonObject): number {
    return this.#receiver.streams.findIndex((stream) => stream.collection === collection)
  }

  /** What the receiver is given when the frame arrives. */
  #delivery({ stream: at, kind, id }: Down): Input | undefined {
    const stream = this.#receiver.streams[at] as ModelStream
    if (kind === 'snapshot') return { op: 'rx.snapshot', params: this.#receiver.snapshot(stream, id) }
    const params = this.#receiver.delta(stream, id, qualities[kind])
    return params === undefined ? undefined : { op: 'rx.delta', params }
  }

  #deliveries(): readonly (Input | undefined)[] {
    return Array.from({ length: slots }, (_, slot) => {
      const frame = this.#link.frame(slot)
      return frame === undefined ? undefined : this.#delivery(frame)
    })
  }

  /** The oldest slot whose frame is this delivery. */
  #slotOf({ op, params }: Input): number | undefined {
    const text = JSON.stringify(params)
    const slot = this.#deliveries().findIndex((input) => input?.op === op && JSON.stringify(input.params) === text)
    return slot < 0 ? undefined : slot
  }

  #moves(): Move[] {
    const move = (name: string, weight: number, all: () => readonly Input[]): Move => {
      const variants = (): readonly Input[] => all().filter((input) => this.accepts(input))
      return { name, variants, weight: () => (variants().length > 0 ? weight : 0) }
    }
    const each =
      (op: string, params: JsonObject = {}) =>
      (): readonly Input[] =>
        this.#receiver.streams.map(({ collection }) => ({ op, params: { collection, ...params } }))
    const places = Array.from({ length: slots }, (_, slot) => slot)
    const own = this.#receiver.moves.filter(({ name }) =>
      ['advance', 'diverge', 'restart', 'cold start'].includes(name),
    )
    return [
      move('append', 4, each('$sender.append')),
      move('push', 7, () => [...each('$sender.push')(), ...each('$sender.push', { least: true })()]),
      move('compact', 0.7, each('$sender.compact')),
      move('hear', 5, () => places.map((slot) => ({ op: '$sender.hear', params: { slot } }))),
      move('arrive', 9, () => this.#deliveries().flatMap((input) => input ?? [])),
      ...linkFaults.map(({ id, ways }) =>
        move(id, 1, () =>
          Object.keys(ways).flatMap((way) =>
            places.map((slot) => ({ op: `$link.${id}`, params: { way: way as Json, slot } })),
          ),
        ),
      ),
      move('link', 0.7, () => [true, false].map((up) => ({ op: 'rx.link', params: { up } }))),
      ...own,
    ]
  }
}

export const linkedReceiverSource: ModelSource = {
  id: 'receiver-linked',
  build: (setting) => new LinkedReceiverModel(setting),
}
