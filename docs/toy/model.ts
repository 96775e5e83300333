import type { Input, Model, ModelSource, Move, Setting } from '../../machines/model/model.ts'
import type { Expectation } from '../../machines/model/pattern.ts'
import { World } from '../../machines/model/world.ts'
import type { JsonObject } from '../../spec/json.ts'
import { type FrameFault, fromHex, toHex } from './codec.ts'
import { charts, Relay, type RelayCharts } from './relay.ts'
import { other, receives, type Side } from './side.ts'

/** A frame on its way. */
interface Frame {
  readonly to: Side
  readonly seq: number
}

/** What a side can be told to do, and the state in which it does something. */
const operations = {
  taker: { put_down: 'holding' },
  giver: { pick_up: 'idle', offer: 'holding', tick: 'offering' },
} as const
const done: Expectation = { ok: {} }
const call = (op: string, params: JsonObject = {}): Input => ({ op, params })

/** One side is the implementation under test; the kit plays the other from its chart, and the channels. */
class RelayModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly #side: Side
  readonly #peer: Side
  readonly #relay: Relay

  constructor(side: Side, { capabilities, parameters }: Setting, given: RelayCharts) {
    this.configuration = { role: side }
    this.#side = side
    this.#peer = other[side]
    this.#relay = new Relay(this.world, given, { slots: 3, interval: Number(parameters.repeat_ticks) })
    const useful = (which: Side): string[] =>
      Object.entries(operations[which]).flatMap(([op, state]) => (this.#relay[which].state === state ? [op] : []))
    const frames = (): string[] => this.#frames().map(({ seq }) => toHex(receives[side], seq))
    const anywhere = (): JsonObject[] => [...this.#frames(), ...this.#frames(this.#peer)]
    this.moves = [
      this.#move('operate', 5, () => useful(side).map((op) => call(op))),
      this.#move('misuse', 0.5, () => Object.keys(operations[side]).map((op) => call(op))),
      this.#move('restart', capabilities.has('restart') ? 0.5 : 0, () => [call('restart')]),
      this.#move('deliver', 5, () => frames().map((frame) => call('deliver', { frame }))),
      this.#move('corrupt', 0.3, () => frames().map((frame) => call('deliver', { frame: frame.slice(0, -2) }))),
      this.#move('peer', 5, () => useful(this.#peer).map((op) => call(`$peer.${op}`))),
      this.#move('crash', 0.3, () => [call('$peer.restart')]),
      this.#move('hear', 5, () => this.#frames(this.#peer).map((frame) => call('$channel.deliver', frame))),
      this.#move('lose', 0.5, () => anywhere().map((frame) => call('$channel.drop', frame))),
      this.#move('double', 2, () => anywhere().map((frame) => call('$channel.duplicate', frame))),
    ]
  }

  /** Frames come out of a channel; only bytes that are none may come from nowhere. */
  accepts(input: Input): boolean {
    const frame = this.#frame(input)
    if (frame === undefined) return this.#relay.possible(input.op.replace('$peer.', ''))
    return 'fault' in frame || this.#relay.toward[frame.to].content.includes(frame.seq)
  }

  /** Where an offer was cut from a case, later numbers move down: the greatest smaller one on its way takes the place. */
  repair(input: Input): Input | undefined {
    const frame = this.#frame(input)
    if (frame === undefined || 'fault' in frame) return undefined
    const near = this.#frames(frame.to).findLast(({ seq }) => seq < frame.seq)
    if (near === undefined) return undefined
    return call(input.op, input.op === 'deliver' ? { frame: toHex(receives[near.to], near.seq) } : near)
  }

  perform(input: Input): Expectation {
    const { op } = input
    const frame = this.#frame(input)
    if (!op.startsWith('$')) return this.#judged(op, frame)
    if (!this.accepts(input)) return done
    if (frame === undefined || 'fault' in frame) this.#relay.step(this.#peer, op.replace('$peer.', ''))
    else if (op === '$channel.deliver') this.#relay.deliver(frame.to, frame.seq)
    else if (op === '$channel.drop') this.#relay.toward[frame.to].take(frame.seq)
    else this.#relay.toward[frame.to].put(frame.seq)
    return done
  }

  probes({ op }: Input): readonly Input[] {
    return op.startsWith('$') ? [] : [call('state')]
  }

  /** What the specification allows as the answer of the side under test. */
  #judged(op: string, frame: Frame | FrameFault | undefined): Expectation {
    const relay = this.#relay
    const side = this.#side
    if (frame !== undefined && 'fault' in frame) {
      relay.step(side, 'garbled')
      return { error: { code: 'bad_frame', ...frame } }
    }
    const outputs =
      frame === undefined ? relay.step(side, op === 'state' ? 'look' : op) : relay.deliver(side, frame.seq)
    if (op === 'state') return { ok: { state: relay[side].state } }
    return { ok: { sent: outputs.map(({ values }) => toHex(receives[this.#peer], values.seq ?? 0)) } }
  }

  /** The frame that an input is about, or why its bytes are none. */
  #frame({ op, params }: Input): Frame | FrameFault | undefined {
    if (op !== 'deliver') return params.seq === undefined ? undefined : (params as JsonObject & Frame)
    const seq = fromHex(receives[this.#side], String(params.frame))
    return typeof seq === 'object' ? seq : { to: this.#side, seq }
  }

  /** Frames on their way to a side, the one under test unless told. */
  #frames(to: Side = this.#side): (JsonObject & Frame)[] {
    return this.#relay.toward[to].content.map((seq) => ({ to, seq }))
  }

  #move(name: string, weight: number, all: () => readonly Input[]): Move {
    const variants = (): readonly Input[] => all().filter((input) => this.accepts(input))
    return { name, variants, weight: () => (variants().length > 0 ? weight : 0) }
  }
}

/** A model of one side; other charts than the protocol's own are for tests of the kit. */
export function modelOf(side: Side, given: RelayCharts = charts): ModelSource {
  return { id: `toy/${side}`, build: (setting) => new RelayModel(side, setting, given) }
}
