import type { Chart } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { Invariant, LeadsTo, SystemBody, SystemEvent } from '../../proof/system.ts'
import { holds } from '../charts/held.ts'
import type { NeedContext, NeedPayload } from '../charts/need.ts'
import type { ReceiverContext, ReceiverPayload } from '../charts/receiver.ts'
import type { SenderContext, SenderPayload } from '../charts/sender.ts'
import { type DeltaKind, type Down, Link, type LinkFault, linkFaults } from './link.ts'

/** Whether a receiver can read a delta of each kind. */
const goodness: Readonly<Record<DeltaKind, 0 | 1>> = { good: 1, bad: 0 }

export interface ResyncBounds extends Readonly<Record<LinkFault['id'], number>> {
  readonly collections: number
  /** Deltas that each collection gets. */
  readonly appends: number
  /** Frames under way to the receiver, and back. */
  readonly frames: number
  readonly requests: number
  /** Deltas held back ahead of a gap. */
  readonly room: number
  /** 1 lets the link lose, double, reorder or damage what it carries. */
  readonly loses: number
  readonly doubles: number
  readonly reorders: number
  readonly damages: number
  /** 1 lets the sender forget old deltas, the link go down or the sender restart, the receiver crash, its store be damaged. */
  readonly compacts: number
  readonly breaks: number
  readonly crashes: number
  readonly diverges: number
  /** 1 seeds a receiver that installs a snapshot in every collection. */
  readonly crossed: number
  readonly [name: string]: number
}

export interface ResyncCharts {
  readonly receiver: Chart<ReceiverContext, ReceiverPayload>
  readonly need: Chart<NeedContext, NeedPayload>
  readonly sender: Chart<SenderContext, SenderPayload>
}

const largest = 3

interface Stream {
  readonly name: string
  readonly receiver: Role<ReceiverContext, ReceiverPayload>
  readonly need: Role<NeedContext, NeedPayload>
  readonly sender: Role<SenderContext, SenderPayload>
  /** What the receiver serves, as a set of ids; those applied since a snapshot, the last one; the lowest id owed to a request; time since the last request, and how often it was repeated. */
  readonly history: { value: number; since: number; low: number; owed: number; age: number; times: number }
}

/** Receivers and a sender over a link that loses, doubles, reorders and damages: that every stream ends as its log. */
export class Resync {
  readonly streams: readonly Stream[]
  readonly link: Link
  readonly broken: { [invariant: string]: number }
  readonly #seen: { disturbed: number }

  constructor(
    readonly world: World,
    readonly bounds: ResyncBounds,
    charts: ResyncCharts,
  ) {
    const names = Array.from({ length: bounds.collections }, (_, at) =>
      bounds.collections === 1 ? 'stream' : `stream ${at + 1}`,
    )
    this.link = new Link(world, names, { frames: bounds.frames, requests: bounds.requests, largest }, charts.sender)
    this.streams = names.map((name, at): Stream => {
      return {
        name,
        receiver: world.role(`${name} receiver`, charts.receiver),
        need: world.role(`${name} need`, charts.need),
        sender: this.link.senders[at] as Stream['sender'],
        history: world.ghosts(`${name} history`, {
          value: { min: 0, max: 7 },
          since: { min: 0, max: 7 },
          low: { min: 0, max: largest },
          owed: { min: 0, max: largest },
          age: { min: 0, max: 4 },
          times: { min: 0, max: 2 },
        }),
      }
    })
    const bit = { min: 0, max: 1 }
    this.broken = world.ghosts('broken promise', {
      I2: bit,
      I3: bit,
      I4: bit,
      I5: bit,
      I6: bit,
      I7: bit,
      I8: bit,
      I9: bit,
      I10: bit,
    })
    this.#seen = world.ghosts('seen', { disturbed: bit })
  }

  body(): SystemBody {
    const { bounds } = this
    return {
      events: [
        { name: 'time passes', fair: true, run: () => this.#tick() },
        { name: 'the link comes up', fair: true, run: () => this.#connect() },
        ...this.streams.flatMap((stream) => this.#acts(stream)),
        ...Array.from({ length: bounds.frames }, (_, at) => this.#downEvents(at)).flat(),
        ...Array.from({ length: bounds.requests }, (_, at) => this.#upEvents(at)).flat(),
        ...(bounds.breaks === 1
          ? [
              { name: 'the link goes down', finite: true as const, run: () => this.#disconnect() },
              { name: 'the sender restarts', finite: true as const, run: () => this.#disconnect('restart') },
            ]
          : []),
      ],
      invariants: this.#invariants(),
      leadsTo: this.#liveness(),
      done: () => true,
    }
  }

  #connect(): boolean {
    if (!this.link.connect()) return false
    for (const stream of this.streams) this.#need(stream, 'up')
    return true
  }

  #disconnect(cause: 'close' | 'restart' = 'close'): boolean {
    if (!this.link.disconnect(cause)) return false
    this.#seen.disturbed = 1
    for (const stream of this.streams) {
      stream.history.owed = 0
      this.#need(stream, 'down')
    }
    return true
  }

  #tick(): boolean {
    if (this.streams.every(({ need }) => need.state !== 'asked')) return false
    for (const stream of this.streams) this.#need(stream, 'tick')
    return true
  }

  #acts(stream: Stream): SystemEvent[] {
    const { name, sender, history } = stream
    const { bounds } = this
    const finite = true as const
    const events: SystemEvent[] = [
      {
        name: `${name}: a delta is appended`,
        finite,
        run: () => {
          if (sender.context.head >= bounds.appends) return false
          if (!this.link.isUp) this.#seen.disturbed = 1
          sender.send('append')
          return true
        },
      },
      { name: `${name}: the sender pushes`, fair: true, run: () => this.#push(stream) },
    ]
    if (bounds.compacts === 1)
      events.push({
        name: `${name}: the sender forgets its oldest delta`,
        finite,
        run: () => this.link.compact(this.streams.indexOf(stream)),
      })
    if (bounds.crashes === 1)
      events.push({
        name: `${name}: the receiver crashes`,
        finite,
        run: () => {
          this.#seen.disturbed = 1
          this.#receive(stream, 'restart', { asks: this.world.choose(2) })
          history.since = 0
          return true
        },
      })
    if (bounds.diverges === 1)
      events.push(
        {
          name: `${name}: the receiver finds its state inconsistent`,
          finite,
          run: () => this.#damage(stream, 'diverge'),
        },
        {
          name: `${name}: the receiver starts with a damaged store`,
          finite,
          run: () => this.#damage(stream, 'corrupt'),
        },
      )
    return events
  }

  #damage(stream: Stream, event: 'diverge' | 'corrupt'): boolean {
    if (stream.receiver.state === 'rebuilding') return false
    this.#seen.disturbed = 1
    this.#receive(stream, event, {})
    return true
  }

  #push(stream: Stream): boolean {
    const { sender, history } = stream
    const { head } = sender.context
    const frame = this.link.push(
      this.streams.indexOf(stream),
      (least, most) => (least < most && this.world.choose(2) === 1 ? least : most),
      () => this.world.choose(2) === 1,
    )
    if (frame === undefined) return false
    if (frame.kind === 'snapshot') {
      history.owed = 0
      return true
    }
    if (frame.id > head || (history.owed !== 0 && frame.id > history.owed)) this.broken.I10 = 1
    if (frame.id === history.owed) history.owed = 0
    return true
  }

  #downEvents(at: number): SystemEvent[] {
    const finite = true as const
    const deliver = (): boolean => {
      const frame = this.link.take(at)
      if (frame === undefined) return false
      if (at > 0) this.#seen.disturbed = 1
      this.#deliver(frame)
      return true
    }
    const events: SystemEvent[] = this.#faults('down', at)
    if (at === 0) return [{ name: 'the oldest frame arrives', fair: true, run: deliver }, ...events]
    if (this.bounds.reorders === 1)
      return [{ name: `frame ${at + 1} overtakes and arrives`, finite, run: deliver }, ...events]
    return events
  }

  #upEvents(at: number): SystemEvent[] {
    const deliver = (): boolean => {
      const request = this.link.takeRequest(at)
      if (request === undefined) return false
      this.#answer(request.from, request.stream)
      return true
    }
    const events: SystemEvent[] = this.#faults('up', at)
    return at === 0 ? [{ name: 'the oldest request arrives', fair: true, run: deliver }, ...events] : events
  }

  /** What the link may do to the frame or the request in a slot. */
  #faults(way: 'down' | 'up', at: number): SystemEvent[] {
    const { bounds, link } = this
    return linkFaults.flatMap(({ id, text, ways, run }) => {
      const fault = ways[way]
      // Nothing can be doubled that leaves no slot behind it.
      if (fault === undefined || bounds[id] !== 1 || (id === 'doubles' && at + 1 >= link[way].size)) return []
      return [
        {
          name: `${way === 'down' ? 'frame' : 'request'} ${at + 1} ${text}`,
          finite: true as const,
          run: () => {
            if (!run(link, way, at)) return false
            if (fault.disturbs) this.#seen.disturbed = 1
            return true
          },
        },
      ]
    })
  }

  /** The sender takes a request from an id for one stream. */
  #answer(from: number, at: number): void {
    const { sender, history } = this.streams[at] as Stream
    const before = { ...sender.context, state: sender.state }
    const within = from !== 0 && from >= before.floor && from <= before.head && !before.state.startsWith('snapshotting')
    this.link.answer(at, from)
    if (within) history.owed = history.owed === 0 ? from : Math.min(from, history.owed)
  }

  #deliver({ stream: at, kind, id }: Down): void {
    const stream = this.streams[at] as Stream
    const untouched = this.streams
      .filter((other) => other !== stream)
      .map((other) => ({ other, before: positionOf(other) }))
    if (kind === 'snapshot') {
      const targets = this.bounds.crossed === 1 ? this.streams : [stream]
      for (const target of targets) this.#receive(target, 'snapshot', { mark: id, prompt: this.world.choose(2) })
    } else {
      const good = goodness[kind]
      const keep = good === 1 && this.#room(stream) ? 1 : 0
      const outputs = this.#receive(stream, 'delta', { id, good, keep })
      if (kind === 'bad' && outputs) this.broken.I4 = 1
    }
    if (untouched.some(({ other, before }) => positionOf(other) !== before)) this.broken.I9 = 1
  }

  #room({ receiver }: Stream): boolean {
    let count = 0
    for (let id = 1; id <= largest; id++) if (holds(receiver.context.held, id)) count++
    return count < this.bounds.room
  }

  /** Hands an event to the receiver and acts on what it says; whether a delta was applied. */
  #receive(stream: Stream, event: string, payload: Partial<ReceiverPayload>): boolean {
    const { receiver, history } = stream
    const before = { next: receiver.context.next, state: receiver.state }
    let applied = false
    for (const output of receiver.send(event, payload)) {
      const { from, to, mark } = output.values as { from: number; to: number; mark: number }
      if (output.type === 'installed') {
        history.value = (1 << mark) - 1
        history.since = 0
        history.low = mark
      } else if (output.type === 'raise') {
        if (stream.need.state === 'asked' && event === 'delta' && receiver.state === 'gapped') this.broken.I8 = 1
        this.#need(stream, 'raise')
      } else if (output.type === 'met') this.#need(stream, 'met')
      else if (from !== undefined) {
        for (let id = from; id <= to; id++) this.#apply(stream, id)
        applied = applied || from <= to
      }
    }
    if (receiver.context.next < before.next && !(before.state === 'rebuilding' && event === 'snapshot'))
      this.broken.I5 = 1
    return applied
  }

  #apply({ history }: Stream, id: number): void {
    if (holds(history.since, id)) this.broken.I2 = 1
    if (id !== history.low + 1) this.broken.I3 = 1
    const bit = 1 << (id - 1)
    history.since |= bit
    history.value |= bit
    history.low = Math.max(history.low, id)
  }

  #need(stream: Stream, event: string): void {
    const { need, history } = stream
    const before = need.state
    const outputs = need.send(event, event === 'tick' ? { ticks: 1 } : {})
    if (event === 'tick' && before === 'asked') history.age = Math.min(4, history.age + 1)
    if (outputs.length === 0) return
    if (event === 'tick' && history.age < Math.min(need.context.most, 2 ** history.times)) this.broken.I8 = 1
    history.times = event === 'tick' ? Math.min(2, history.times + 1) : 0
    history.age = 0
    this.#ask(stream)
  }

  #ask(stream: Stream): void {
    const { receiver } = stream
    const content = receiver.send('ask')[0]
    const { next } = receiver.context
    if (this.#seen.disturbed === 0) this.broken.I7 = 1
    const reason = content?.params.reason
    const said = content?.values as { next: number; until: number } | undefined
    if (said === undefined || reason === 'none') return
    const honest =
      reason === 'corrupted'
        ? receiver.state === 'rebuilding'
        : said.next === next && (reason === 'mismatch' ? receiver.context.bad > 0 : said.until >= next)
    if (!honest) this.broken.I6 = 1
    this.link.ask(this.streams.indexOf(stream), reason === 'corrupted' ? 0 : said.next)
  }

  #invariants(): Invariant[] {
    const promise = (id: string, text: string): Invariant => ({ id, text, holds: () => this.broken[id] === 0 })
    return [
      promise('I4', 'No delta is applied whose checksum is not that of its payload.'),
      promise('I2', 'No id is applied twice between two snapshots.'),
      promise('I3', 'Ids applied between snapshots ascend by one.'),
      promise('I5', 'The expected id never decreases but by a snapshot that was asked for.'),
      promise('I6', 'A request tells the truth about what is expected, seen and needed.'),
      promise('I7', 'A stream that arrives whole and in order causes no request.'),
      promise('I8', 'A stream asks at most once in an interval, link up and escalation apart.'),
      promise('I9', 'What arrives for one collection changes no other.'),
      promise('I10', 'A replay starts at the id asked for or below, and invents nothing.'),
      {
        id: 'I1',
        text: 'What a receiver serves is the effect of exactly the ids below the expected one.',
        holds: () =>
          this.streams.every(
            ({ receiver, sender, history }) =>
              receiver.state === 'rebuilding' ||
              (history.value === (1 << (receiver.context.next - 1)) - 1 &&
                receiver.context.next <= sender.context.head + 1),
          ),
      },
    ]
  }

  #liveness(): LeadsTo[] {
    return this.streams.flatMap(({ receiver }) => [
      {
        id: 'L1',
        text: 'A damaged stream gets everything that it knows to be missing, on a link that in the end delivers.',
        when: () => receiver.state === 'gapped',
        eventually: () => receiver.state === 'live',
      },
      {
        id: 'L2',
        text: 'Rebuilding ends.',
        when: () => receiver.state === 'rebuilding',
        eventually: () => receiver.state !== 'rebuilding',
      },
    ])
  }
}

function positionOf({ receiver, need }: Stream): string {
  return `${receiver.state} ${Object.values(receiver.context).join()} ${need.state}`
}
