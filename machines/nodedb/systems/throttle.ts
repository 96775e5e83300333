import type { Chart } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import type { GovernorContext, GovernorPayload } from '../charts/governor.ts'
import type { RequesterContext, RequesterPayload } from '../charts/requester.ts'
import { Channel } from './channel.ts'

export interface ThrottleBounds {
  /** Deltas that become due. */
  readonly deltas: number
  /** Deltas that the server queues for the peer. */
  readonly queue: number
  /** 1 lets the link go down. */
  readonly breaks: number
  /** 1 seeds a server that gives the id of a dropped delta to the next one. */
  readonly reuses: number
  readonly [name: string]: number
}

export interface ThrottleCharts {
  readonly requester: Chart<RequesterContext, RequesterPayload>
  readonly governor: Chart<GovernorContext, GovernorPayload>
}

const deepest = 4
const rates = 3

/** A slow client and the server that pushes to it: the pace, the announcements, and that nothing is lost for them. */
export class Throttling {
  readonly requester: Role<RequesterContext, RequesterPayload>
  readonly governor: Role<GovernorContext, GovernorPayload>
  readonly queue: Channel
  /** Announcements under way: 1 is a release, 2 + r an engagement at rate r. */
  readonly announcements: Channel
  readonly state: { due: number; issued: number; last: number; dropped: number; depth: number; up: number }
  /** Pushes in this second and in the one before, at the present rate. */
  readonly pace: { now: number; before: number }
  readonly broken: { I11: number; I12: number; I13: number }

  constructor(
    readonly world: World,
    readonly bounds: ThrottleBounds,
    charts: ThrottleCharts,
  ) {
    this.requester = world.role('requester', charts.requester)
    this.governor = world.role('governor', charts.governor)
    this.queue = new Channel(world, 'queue', bounds.queue, bounds.deltas)
    this.announcements = new Channel(world, 'announcements', 2, 2 + rates)
    this.state = world.ghosts('link', {
      due: { min: 0, max: bounds.deltas },
      issued: { min: 0, max: bounds.deltas },
      last: { min: 0, max: bounds.deltas },
      dropped: { min: 0, max: 2 ** bounds.deltas - 1 },
      depth: { min: 0, max: deepest },
      up: { min: 0, max: 1, initial: 1 },
    })
    const few = { min: 0, max: 2 * bounds.deltas }
    this.pace = world.ghosts('pace', { now: few, before: few })
    const bit = { min: 0, max: 1 }
    this.broken = world.ghosts('broken promise', { I11: bit, I12: bit, I13: bit })
  }

  body(): SystemBody {
    const { broken, requester, governor } = this
    const finite = true as const
    const events: SystemEvent[] = [
      { name: 'a delta is due', finite, run: () => this.#due() },
      { name: 'the server pushes', fair: true, run: () => this.#push() },
      { name: 'the client takes one from its queue', fair: true, run: () => this.#take() },
      { name: 'an announcement arrives', fair: true, run: () => this.#heed() },
      { name: 'a second passes', fair: true, run: () => this.#second() },
    ]
    if (this.bounds.breaks === 1)
      events.push(
        { name: 'the link goes down', finite, run: () => this.#down() },
        { name: 'the link comes up', fair: true, run: () => this.#up() },
      )
    return {
      events,
      invariants: [
        {
          id: 'I11',
          text: 'A limited peer gets at most its rate, and a burst of at most its rate.',
          holds: () => broken.I11 === 0,
        },
        {
          id: 'I12',
          text: 'An engagement is announced at the high mark or above, a release at the low mark or below.',
          holds: () => broken.I12 === 0,
        },
        {
          id: 'I13',
          text: 'What is pushed is in order and whole, unless the queue overflowed; then an id is missing.',
          holds: () => broken.I13 === 0 && this.state.issued === this.state.due,
        },
      ],
      leadsTo: [
        {
          id: 'L3',
          text: 'A requester whose queue drains releases.',
          when: () => requester.state === 'engaged',
          eventually: () => requester.state === 'calm',
        },
        {
          id: 'L3-push',
          text: 'What is queued for a limited peer goes out.',
          when: () => governor.state === 'limited' && this.queue.at(0) !== 0,
          eventually: () => this.queue.at(0) === 0,
        },
      ],
      done: () => true,
    }
  }

  #due(): boolean {
    const { state, queue } = this
    if (state.due >= this.bounds.deltas) return false
    state.due++
    if (queue.full) {
      if (this.bounds.reuses === 1) return true
      state.issued++
      state.dropped |= 1 << (state.issued - 1)
      return true
    }
    state.issued++
    queue.put(state.issued)
    return true
  }

  #push(): boolean {
    const { state, queue, governor, pace } = this
    if (state.up === 0 || queue.at(0) === 0 || state.depth >= deepest) return false
    const { rate } = governor.context
    const limited = governor.state === 'limited'
    if (governor.send('push')[0]?.type !== 'pushed') return false
    const id = queue.take(0)
    for (let between = state.last + 1; between < id; between++) {
      if ((state.dropped & (1 << (between - 1))) === 0) this.broken.I13 = 1
    }
    if (id <= state.last) this.broken.I13 = 1
    state.last = id
    pace.now++
    if (limited && (pace.now > rate || pace.now + pace.before > 2 * rate)) this.broken.I11 = 1
    this.#fill(state.depth + 1)
    return true
  }

  #take(): boolean {
    if (this.state.depth === 0) return false
    this.#fill(this.state.depth - 1)
    return true
  }

  #fill(depth: number): void {
    this.state.depth = depth
    this.#announce(this.requester.send('depth', { depth, again: this.world.choose(2), other: 0 }))
  }

  #announce(outputs: ReturnType<Role<RequesterContext, RequesterPayload>['send']>): void {
    for (const { params } of outputs) {
      const { depth } = this.state
      const { high, low } = this.requester.context
      const engages = params.throttle === true
      if (engages ? depth <= low : depth > low) this.broken.I12 = 1
      if (engages && this.requester.state === 'engaged' && depth < high && this.#fresh) this.broken.I12 = 1
      this.announcements.put(engages ? 2 + this.world.choose(rates) : 1)
    }
  }

  /** Whether the server knows of no engagement yet. */
  get #fresh(): boolean {
    return this.governor.state === 'free' && this.announcements.at(0) === 0 && this.bounds.breaks === 0
  }

  #heed(): boolean {
    const announcement = this.announcements.take(0)
    if (announcement === 0) return false
    this.pace.now = this.pace.before = 0
    if (announcement === 1) this.governor.send('release')
    else this.governor.send('slower', { rate: announcement - 2 })
    return true
  }

  #second(): boolean {
    this.governor.send('second')
    this.pace.before = this.pace.now
    this.pace.now = 0
    this.#announce(this.requester.send('tick', { ticks: 1, again: this.world.choose(2), other: 0 }))
    return true
  }

  #down(): boolean {
    if (this.state.up === 0) return false
    this.state.up = 0
    this.announcements.clear()
    this.governor.send('close')
    this.requester.send('down')
    return true
  }

  #up(): boolean {
    if (this.state.up === 1) return false
    this.state.up = 1
    this.#announce(this.requester.send('up', { again: this.world.choose(2), other: 0 }))
    return true
  }
}
