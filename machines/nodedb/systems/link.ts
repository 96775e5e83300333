import type { Chart } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { SenderContext, SenderPayload } from '../charts/sender.ts'
import { Channel } from './channel.ts'

export type DeltaKind = 'good' | 'bad'

/** A frame to the receiver: a delta, good or damaged, or a snapshot with its watermark. */
export interface Down {
  readonly stream: number
  readonly kind: DeltaKind | 'snapshot'
  readonly id: number
}

export interface LinkBounds {
  /** Frames under way to the receiver, and requests under way back. */
  readonly frames: number
  readonly requests: number
  /** The largest id of a delta. */
  readonly largest: number
}

const kinds = ['good', 'bad', 'snapshot'] as const

/** The sender of some streams, and what lies between it and their receivers: the explorer searches it, and a test model walks it. */
export class Link {
  readonly senders: readonly Role<SenderContext, SenderPayload>[]
  readonly down: Channel
  readonly up: Channel
  readonly #state: { up: number }
  readonly #largest: number

  constructor(
    world: World,
    names: readonly string[],
    bounds: LinkBounds,
    chart: Chart<SenderContext, SenderPayload>,
    constants: Partial<SenderContext> = {},
  ) {
    this.#largest = bounds.largest
    this.senders = names.map((name) => world.role(`${name} sender`, chart, constants))
    this.down = new Channel(world, 'down', bounds.frames, names.length * kinds.length * (bounds.largest + 1))
    this.up = new Channel(world, 'up', bounds.requests, (names.length + 1) * this.#froms)
    this.#state = world.ghosts('link', { up: { min: 0, max: 1 } })
  }

  get isUp(): boolean {
    return this.#state.up === 1
  }

  /** False if it is up. */
  connect(): boolean {
    if (this.isUp) return false
    this.#state.up = 1
    for (const sender of this.senders) sender.send('open')
    return true
  }

  /** What is under way is lost, and so is what a sender knew of the session. False if it is down. */
  disconnect(cause: 'close' | 'restart' = 'close'): boolean {
    if (!this.isUp) return false
    this.#state.up = 0
    this.down.clear()
    this.up.clear()
    for (const sender of this.senders) sender.send(cause)
    return true
  }

  /** The sender forgets the oldest delta of a stream; false if there is none. */
  compact(stream: number): boolean {
    const { context, send } = this.#sender(stream)
    if (context.floor > context.head) return false
    send('compact', { floor: context.floor + 1 })
    return true
  }

  /** Whether the sender has something to push, and room for it. */
  pushes(stream: number): boolean {
    const { state, context } = this.#sender(stream)
    return this.isUp && !this.down.full && (state.startsWith('snapshotting') || context.cursor <= context.head)
  }

  /**
   * The sender pushes; `mark` chooses the watermark of a snapshot, from the least that is asked for up to the head. `covers`
   * says whether a snapshot takes the place of deltas that were compacted before they were pushed.
   */
  push(
    stream: number,
    mark: (least: number, head: number) => number,
    covers: () => boolean = () => false,
  ): Down | undefined {
    if (!this.pushes(stream)) return undefined
    const { state, context, send } = this.#sender(stream)
    const { head, cut, cursor, floor } = context
    const due = state.startsWith('snapshotting')
    const cover = !due && cursor < floor && cursor <= head && covers()
    const payload = { mark: due ? mark(cut, head) : cover ? mark(floor - 1, head) : head, early: 0 }
    const output = send('push', { ...payload, cover: cover ? 1 : 0 })[0]
    if (output === undefined) return undefined
    const frame: Down =
      output.type === 'snapshot'
        ? { stream, kind: 'snapshot', id: output.values.mark as number }
        : { stream, kind: 'good', id: output.values.id as number }
    this.down.put(this.#code(frame))
    return frame
  }

  /** The frame in a slot, or undefined. */
  frame(slot: number): Down | undefined {
    const code = this.down.at(slot)
    return code === 0 ? undefined : this.#decode(code)
  }

  /** A frame leaves the link. */
  take(slot: number): Down | undefined {
    const frame = this.frame(slot)
    this.down.take(slot)
    return frame
  }

  /** A frame's checksum no longer fits; false if there is no good delta. */
  damage(slot: number): boolean {
    const frame = this.frame(slot)
    if (frame?.kind !== 'good') return false
    this.down.replace(slot, this.#code({ ...frame, kind: 'bad' }))
    return true
  }

  /** A receiver asks from an id, 0 for everything; what does not fit is lost. */
  ask(stream: number, from: number): void {
    if (!this.up.full) this.up.put(1 + Math.min(from, this.#froms - 1) + this.#froms * stream)
  }

  /** The request in a slot leaves the link. */
  takeRequest(slot: number): { readonly stream: number; readonly from: number } | undefined {
    const code = this.up.take(slot)
    if (code === 0) return undefined
    return { stream: Math.floor((code - 1) / this.#froms), from: (code - 1) % this.#froms }
  }

  /** The sender takes a request. */
  answer(stream: number, from: number): void {
    const { context, send } = this.#sender(stream)
    send('request', { from, full: 0, beyond: from > context.head + 1 ? 1 : 0 })
  }

  #sender(stream: number): Role<SenderContext, SenderPayload> {
    return this.senders[stream] as Role<SenderContext, SenderPayload>
  }

  get #froms(): number {
    return this.#largest + 2
  }

  #code({ stream, kind, id }: Down): number {
    const width = this.#largest + 1
    return 1 + (stream * kinds.length + kinds.indexOf(kind)) * width + Math.min(id, this.#largest)
  }

  #decode(code: number): Down {
    const width = this.#largest + 1
    const place = Math.floor((code - 1) / width)
    return {
      stream: Math.floor(place / kinds.length),
      kind: kinds[place % kinds.length] as Down['kind'],
      id: (code - 1) % width,
    }
  }
}

/** One thing that a link does to what it carries. */
export interface LinkFault {
  /** The bound that allows it. */
  readonly id: 'loses' | 'doubles' | 'damages'
  /** What becomes of a frame or a request. */
  readonly text: string
  /** Which way, and whether a receiver may notice it. */
  readonly ways: { readonly [way in 'down' | 'up']?: { readonly disturbs: boolean } }
  /** False where it cannot happen. */
  readonly run: (link: Link, way: 'down' | 'up', slot: number) => boolean
}

/** Every fault of a link; that frames overtake each other is a matter of which one arrives. */
export const linkFaults: readonly LinkFault[] = [
  {
    id: 'loses',
    text: 'is lost',
    ways: { down: { disturbs: true }, up: { disturbs: false } },
    run: (link, way, slot) => link[way].take(slot) !== 0,
  },
  {
    id: 'doubles',
    text: 'is doubled',
    ways: { down: { disturbs: false }, up: { disturbs: false } },
    run: (link, way, slot) => slot + 1 < link[way].size && link[way].double(slot),
  },
  {
    id: 'damages',
    text: 'is damaged',
    ways: { down: { disturbs: true } },
    run: (link, _, slot) => link.damage(slot),
  },
]
