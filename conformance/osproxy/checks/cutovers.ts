import type { JsonObject } from '../../../spec/json.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import { type TimedCall, timedCalls } from './lane-times.ts'
import { Observed } from './observed.ts'
import { changeOf, inCutover } from './state-table.ts'
import { Time } from './time.ts'

/** The barrier where none is configured. */
export const defaultBarrier = 30_000_000_000n

/** One cutover of a partition. */
export interface Cutover {
  readonly epoch: string
  /** Injected time at which it was published; the earliest possible one where its answer was lost. */
  readonly at: bigint
  /** How many cutovers the partition had before. */
  readonly earlier: number
  /** The controller that entered it, `driver`, or undefined where its answer was lost. */
  readonly by: number | 'driver' | undefined
}

/** What one controller may remember of one partition: the instants from which its wait may count. */
export interface Wait {
  readonly epoch: string
  readonly since: readonly bigint[]
  /** Whether it may also remember nothing, so that the wait begins at its next look. */
  readonly open: boolean
  /** It began at a look, not at a cutover of its own. */
  readonly looked?: true
}

/** Follows the cutovers of a case and what each controller can know of them. */
export class Cutovers {
  readonly observed: Observed
  readonly time = new Time()
  readonly #configured: bigint
  readonly #stated: boolean
  readonly #barriers = new Map<number, bigint>()
  readonly #current = new Map<string, Cutover>()
  /** How many partitions are in a cutover that was entered at each time. */
  readonly #times = new Map<bigint, number>()
  readonly #counted = new Map<string, number>()
  /** Since when an unanswered request may have put the partition into cutover. */
  readonly #maybeSince = new Map<string, bigint>()
  /** Answered cutovers. */
  readonly #answered = new Map<string, Pick<Cutover, 'epoch' | 'at' | 'by'>>()
  readonly #waits = new Map<string, Wait>()
  /** Between which times a completion of a batch was told to wait. */
  readonly #lookedInLane = new Map<string, readonly [earliest: bigint, latest: bigint]>()

  constructor(configuration: JsonObject, setting: ConstructorParameters<typeof Observed>[0]) {
    this.observed = new Observed(setting)
    const stated = configuration.barrier_ns
    this.#stated = typeof stated === 'string'
    this.#configured = typeof stated === 'string' ? BigInt(stated) : defaultBarrier
  }

  /** Whether this controller's barrier was configured. */
  configured(controller: number): boolean {
    return this.#barriers.has(controller) || this.#stated
  }

  barrier(controller: number): bigint {
    return this.#barriers.get(controller) ?? this.#configured
  }

  current(partition: string): Cutover | undefined {
    return this.#current.get(partition)
  }

  /** Whether another partition in cutover entered it at a time that fits. */
  anotherSince(partition: string, fits: (at: bigint) => boolean): boolean {
    const own = this.#current.get(partition)
    for (const [at, count] of this.#times) if (fits(at) && count > (own?.at === at ? 1 : 0)) return true
    return false
  }

  #enter(partition: string, cutover: Cutover): void {
    this.#leave(partition)
    this.#current.set(partition, cutover)
    this.#times.set(cutover.at, (this.#times.get(cutover.at) ?? 0) + 1)
  }

  #leave(partition: string): void {
    const left = this.#current.get(partition)
    if (left === undefined) return
    this.#current.delete(partition)
    const count = (this.#times.get(left.at) ?? 0) - 1
    if (count > 0) this.#times.set(left.at, count)
    else this.#times.delete(left.at)
  }

  wait(controller: number, partition: string): Wait | undefined {
    const wait = this.#waits.get(key(controller, partition))
    return wait?.epoch === this.#current.get(partition)?.epoch ? wait : undefined
  }

  /** An answer has told from when the wait counts. */
  narrow(controller: number, partition: string, epoch: string, since: bigint): void {
    this.#waits.set(key(controller, partition), { epoch, since: [since], open: false })
  }

  see(exchange: Exchange): void {
    const { op, params, reply } = exchange
    for (const call of timedCalls(exchange, this.time.now)) this.#inLane(call)
    this.time.see(exchange)
    this.observed.see(exchange)
    const partition = params.partition as string
    if (op === 'ctl.restart' && reply.ok !== undefined) this.#restart(params)
    if (op === 'fault.release' || op === 'batch.concurrent')
      for (const [name] of this.observed.partitions()) this.#maybe(name)
    const change = changeOf(op, params)
    if (change?.kind === 'enter_cutover') this.#entering(exchange, partition, change.controller)
    else if (change !== undefined && reply.ok !== undefined && change.controller !== undefined)
      this.#waits.delete(key(change.controller, partition))
    const { now } = this.observed.of(partition)
    if (now === undefined) return
    if (now === 'absent' || !inCutover(now.state)) {
      this.#leave(partition)
      this.#maybeSince.delete(partition)
    } else if (this.#current.get(partition)?.epoch !== now.epoch) {
      this.#begin(partition, now.epoch)
    }
  }

  #begin(partition: string, epoch: string): void {
    const answered = this.#answered.get(partition)
    const { at, by } =
      answered?.epoch === epoch ? answered : { at: this.#maybeSince.get(partition) ?? this.time.now, by: undefined }
    const earlier = this.#counted.get(partition) ?? 0
    this.#counted.set(partition, earlier + 1)
    this.#enter(partition, { epoch, at, earlier, by })
    this.#maybeSince.delete(partition)
    if (typeof by === 'number') this.#waits.set(key(by, partition), { epoch, since: [at], open: false })
    for (const [name, [earliest, latest]] of this.#lookedInLane) {
      if (!name.endsWith(` ${partition}`) || name === key(by as number, partition)) continue
      this.#lookedInLane.delete(name)
      const since = [...new Set([earliest > at ? earliest : at, latest])]
      this.#waits.set(name, { epoch, since, open: true, looked: true })
    }
  }

  /** A refused or failed repetition may keep the wait, start it anew or forget it. */
  #entering({ reply }: Exchange, partition: string, controller: number | undefined): void {
    if (reply.ok !== undefined) {
      const answered = { epoch: reply.ok.epoch as string, at: this.time.now, by: controller ?? ('driver' as const) }
      this.#answered.set(partition, answered)
      return
    }
    this.#maybe(partition)
    if (controller === undefined) return
    const wait = this.#waits.get(key(controller, partition))
    if (wait === undefined) return
    this.#waits.set(key(controller, partition), { ...wait, since: [...wait.since, this.time.now], open: true })
  }

  /** What a call of a concurrent batch tells: a cutover no earlier than this, a wait that began at some time of the batch. */
  #inLane({ change, ok, error, earliest, latest }: TimedCall): void {
    if (change === undefined) return
    const { kind, partition, controller } = change
    if (kind === 'enter_cutover' && ok !== undefined)
      this.#answered.set(partition, { epoch: ok.epoch as string, at: earliest, by: controller ?? 'driver' })
    if (kind !== 'complete_migration' || controller === undefined || error?.code !== 'barrier_pending') return
    this.#lookedInLane.set(key(controller, partition), [earliest, latest])
  }

  #maybe(partition: string): void {
    if (!this.#maybeSince.has(partition)) this.#maybeSince.set(partition, this.time.now)
  }

  #restart(params: JsonObject): void {
    const controller = (params.controller as number | undefined) ?? 0
    if (params.barrier_ns !== undefined) this.#barriers.set(controller, BigInt(params.barrier_ns as string))
    for (const [name] of this.observed.partitions()) this.#waits.delete(key(controller, name))
  }
}

function key(controller: number, partition: string): string {
  return `${controller} ${partition}`
}
