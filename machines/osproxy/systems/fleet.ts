import type { Chart } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { SystemBody, SystemEvent } from '../../proof/system.ts'
import type { ControllerContext, ControllerPayload } from '../charts/controller.ts'
import type { WriteContext, WritePayload } from '../charts/write.ts'
import { type Change, type Entry, type PartitionChart, PlacementStore } from './store.ts'

type WriteChart = Chart<WriteContext, WritePayload>

export interface FleetBounds {
  readonly placements: number
  readonly instances: number
  /** Writes under way at once, spread over the instances. */
  readonly writes: number
  /** Ticks between cutover and flip. */
  readonly barrier: number
  /** Ticks between gate and application: a write may be applied as late as this, at this tick included. */
  readonly bound: number
  /** Reads that a resolve tries before it gives up. */
  readonly attempts: number
  /** The longest outage, in failing reads. */
  readonly outage: number
  readonly changes: number
  readonly [name: string]: number
}

const unsaid = 0
const admitted = 1
const turnedAway = 2

const ended = ['done', 'rejected']

/** A client's write at one of the instances, sent again until it is applied. */
interface Request {
  readonly role: Role<WriteContext, WritePayload>
  readonly instance: number
  readonly history: {
    /** Failed reads of the present resolve. */
    attempts: number
    /** Whether the client has heard that it was applied. */
    served: number
    /** Where writes went when the stamp was handed out. */
    placed: number
    /** Whether a change of the partition came since. */
    overtaken: number
    /** What the gate has said and the write has not yet heard. */
    verdict: number
    /** Whether the partition left the write's target since the gate admitted it. */
    left: number
    /** Where the upstream request went. */
    sent: number
    /** Where the write was applied, one bit a placement. */
    applied: number
  }
}

/** Proxy instances over one store, with upstreams that apply a write as late as they may, while one controller migrates. */
export class Fleet {
  readonly entry: Entry
  readonly store: PlacementStore
  readonly record: Role<ControllerContext, ControllerPayload>
  readonly requests: readonly Request[]
  readonly reads: { failing: number }
  readonly broken: { target: number; late: number; twice: number; again: number; visible: number }

  constructor(
    readonly world: World,
    readonly bounds: FleetBounds,
    charts: { partition: PartitionChart; controller: Chart<ControllerContext, ControllerPayload>; write: WriteChart },
  ) {
    const { barrier, bound, placements } = bounds
    const bit = { min: 0, max: 1 }
    const placement = { min: 0, max: placements }
    this.store = new PlacementStore(world, charts.partition, { ...bounds, partitions: 1 })
    this.entry = this.store.entries[0] as Entry
    this.record = world.role('controller', charts.controller, { barrier, horizon: barrier })
    this.requests = Array.from({ length: bounds.writes }, (_, at) => {
      const instance = (at % bounds.instances) + 1
      return {
        role: world.role(`write ${at + 1} at instance ${instance}`, charts.write, { bound }),
        instance,
        history: world.ghosts(`write ${at + 1}`, {
          attempts: { min: 0, max: bounds.attempts - 1 },
          served: bit,
          placed: placement,
          overtaken: bit,
          verdict: { min: unsaid, max: turnedAway },
          left: bit,
          sent: placement,
          applied: { min: 0, max: 2 ** placements - 1 },
        }),
      }
    })
    this.reads = world.ghosts('reads', { failing: { min: 0, max: bounds.outage } })
    this.broken = world.ghosts('broken promise', { target: bit, late: bit, twice: bit, again: bit, visible: bit })
  }

  body(): SystemBody {
    const { broken } = this
    return {
      events: [
        { name: 'time passes', run: () => !this.#due() && this.#tick(), fair: true },
        { name: 'time passes, deadlines too', run: () => this.#due() && this.#tick(), finite: true },
        { name: 'the partition is placed', run: () => this.#place(), finite: true },
        { name: 'controller: begins', run: () => this.#drive('begin'), finite: true },
        { name: 'controller: enters cutover', run: () => this.#drive('enter'), finite: true },
        { name: 'controller: aborts', run: () => this.#drive('abort'), finite: true },
        { name: 'controller: completes', run: () => this.#complete(), fair: true },
        { name: 'the next reads fail', run: () => this.#outage(), finite: true },
        ...Array.from(
          { length: this.bounds.instances },
          (_, at): SystemEvent => ({
            name: `instance ${at + 1}: crashes`,
            run: () => this.#crash(at + 1),
            finite: true,
          }),
        ),
        ...this.requests.flatMap((request) => this.#steps(request)),
      ],
      invariants: [
        {
          id: 'I9',
          text: 'A write is applied at the placement that took writes under its stamp.',
          holds: () => broken.target === 0,
        },
        {
          id: 'I10',
          text: 'No write is applied at a placement once the partition has left it.',
          holds: () => broken.late === 0,
        },
        { id: 'I12', text: 'A write is applied at one placement at most.', holds: () => broken.twice === 0 },
        {
          id: 'L1-once',
          text: 'A write is rejected only in cutover, or if a change overtook it: at most once for each change.',
          holds: () => broken.again === 0,
        },
        {
          id: 'L5',
          text: 'An outage of placement reads that is shorter than the retry budget is invisible to clients.',
          holds: () => broken.visible === 0,
        },
      ],
      leadsTo: this.requests.map(({ history }) => ({
        id: 'L1',
        text: 'A client that sends its write again gets it applied, once migrations are over and faults have ceased.',
        when: () => history.served === 0 && this.entry.role.state !== 'unknown',
        eventually: () => history.served === 1,
      })),
    }
  }

  /** Whether the next tick is past some write's deadline. */
  #due(): boolean {
    return this.requests.some(({ role }) => {
      if (role.state === 'inflight') return role.context.age >= this.bounds.bound
      return (role.state === 'asking' || role.state === 'gated') && role.context.age === this.bounds.bound
    })
  }

  #tick(): boolean {
    this.record.send('tick', { ticks: 1 })
    for (const request of this.requests) {
      request.role.send('tick', { ticks: 1 })
      this.#again(request)
    }
    return true
  }

  #place(): boolean {
    if (this.entry.role.state !== 'unknown') return false
    this.#change('set', this.world.choose(this.bounds.placements) + 1)
    return true
  }

  #drive(type: 'begin' | 'enter' | 'abort'): boolean {
    const { state } = this.entry.role
    const fits =
      type === 'begin'
        ? state === 'active'
        : type === 'enter'
          ? state === 'draining'
          : state === 'draining' || state === 'cutover'
    if (!fits || !this.store.open) return false
    const placement = type === 'begin' ? this.world.choose(this.bounds.placements) + 1 : 1
    if (!this.#change(type, placement)) return true
    if (type === 'enter') this.record.send('entered', { epoch: this.entry.role.context.epoch })
    else this.record.send('left')
    return true
  }

  #complete(): boolean {
    const { state, context } = this.entry.role
    if (state !== 'cutover') return false
    this.record.send('ask')
    if (this.record.send('look', { epoch: context.epoch })[0]?.type !== 'proceed') return true
    const { home, destination } = this.entry.history
    if (!this.#change('complete', 1)) return true
    this.record.send('left')
    if (home === destination) return true
    for (const { role, history } of this.requests) {
      const past = role.state === 'gated' || role.state === 'inflight' || history.verdict === admitted
      if (past && role.context.target === home) history.left = 1
    }
    return true
  }

  #change(type: Change, placement: number): boolean {
    if (this.store.change(this.entry, type, placement).type !== 'changed') return false
    for (const { role, history } of this.requests) if (role.state === 'resolved') history.overtaken = 1
    return true
  }

  /** Outages are apart: none begins while a resolve still retries because of the last one. */
  #outage(): boolean {
    if (this.reads.failing > 0 || this.requests.some(({ history }) => history.attempts > 0)) return false
    this.reads.failing = this.world.choose(this.bounds.outage) + 1
    return true
  }

  /** What has not passed the gate is gone; what has may still be applied until its deadline. */
  #crash(instance: number): boolean {
    const here = this.requests.filter(
      ({ role, instance: its }) => its === instance && ['resolving', 'resolved', 'asking'].includes(role.state),
    )
    for (const request of here) {
      request.role.send('askGate')
      request.role.send(request.role.state === 'resolving' ? 'outage' : 'gateSilent')
      this.#again(request)
    }
    return here.length > 0
  }

  #steps(request: Request): SystemEvent[] {
    const { role, history } = request
    const name = role.name
    return [
      { name: `${name}: resolves`, run: () => this.#resolve(request), fair: true },
      { name: `${name}: asks the gate`, run: () => this.#ask(request), fair: true },
      { name: `${name}: hears the gate`, run: () => this.#hear(request), fair: true },
      { name: `${name}: does not hear the gate`, run: () => this.#silence(request), finite: true },
      { name: `${name}: is dispatched`, run: () => this.#dispatch(request), fair: true },
      {
        name: `${name}: is applied`,
        run: () => role.state === 'inflight' && this.#end(request, 'applied', true),
        fair: true,
      },
      {
        name: `${name}: its answer is lost`,
        run: () => role.state === 'inflight' && this.#end(request, 'lost', this.world.choose(2) === 1),
        finite: true,
      },
      {
        name: `${name}: the client has another write`,
        run: () => {
          if (role.state !== 'new' || history.served === 0) return false
          history.served = 0
          return true
        },
      },
    ]
  }

  /** One read of the store; a resolve that runs out of attempts gives up. */
  #resolve(request: Request): boolean {
    const { role, history } = request
    if (this.entry.role.state === 'unknown') return false
    if (role.state === 'new' && history.served === 0) role.send('start', { partition: 1 })
    else if (role.state !== 'resolving') return false
    if (this.reads.failing > 0) {
      this.reads.failing--
      if (history.attempts + 1 < this.bounds.attempts) {
        history.attempts++
        return true
      }
      role.send('outage')
      this.broken.visible = 1
      this.#again(request)
      return true
    }
    const { at = 0, epoch = 0 } = this.entry.role.send('resolve')[0]?.values ?? {}
    role.send('found', { target: at, stamp: epoch })
    history.attempts = 0
    history.placed = this.entry.history.home
    history.overtaken = 0
    return true
  }

  /** Verdict and answer are two instants: time may pass between them, and changes may come. */
  #ask({ role, history }: Request): boolean {
    if (role.state !== 'resolved') return false
    role.send('askGate')
    const answer = this.entry.role.send('admit', { stamp: role.context.stamp })[0]
    history.verdict = answer?.type === 'admitted' ? admitted : turnedAway
    const needless = history.overtaken === 0 && this.entry.role.state !== 'cutover'
    if (history.verdict === turnedAway && needless) this.broken.again = 1
    return true
  }

  #hear(request: Request): boolean {
    const { role, history } = request
    if (history.verdict === unsaid) return false
    role.send(history.verdict === admitted ? 'gateAdmits' : 'gateRejects')
    history.verdict = unsaid
    this.#again(request)
    return true
  }

  #silence(request: Request): boolean {
    if (request.role.state !== 'asking') return false
    request.role.send('gateSilent')
    request.history.verdict = unsaid
    this.#again(request)
    return true
  }

  #dispatch(request: Request): boolean {
    const { role, history } = request
    if (role.state !== 'gated') return false
    const sent = role.send('dispatch').find((output) => output.type === 'send')
    if (sent !== undefined) history.sent = sent.values.target ?? 0
    this.#again(request)
    return true
  }

  #end(request: Request, signal: 'applied' | 'lost', applied: boolean): boolean {
    const { role, history } = request
    if (applied) {
      if (history.sent !== history.placed) this.broken.target = 1
      if (history.left === 1) this.broken.late = 1
      history.applied |= 1 << (history.sent - 1)
      if ((history.applied & (history.applied - 1)) !== 0) this.broken.twice = 1
    }
    role.send(signal)
    if (signal === 'applied') history.served = 1
    this.#again(request)
    return true
  }

  /** What ended is cleared away; unless the client was served it sends the write again. */
  #again({ role, history }: Request): void {
    if (!ended.includes(role.state)) return
    role.send('recycle')
    if (role.state !== 'new') return
    history.attempts =
      history.placed =
      history.overtaken =
      history.verdict =
      history.left =
      history.sent =
      history.applied =
        0
  }
}
