import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import type { Known, Observed } from './observed.ts'
import { Time } from './time.ts'

export type Path = 'index' | 'create' | 'delete' | 'bulk' | 'async'

/** One write as its answers tell it. */
export interface Write {
  readonly id: string
  readonly partition: string | undefined
  readonly instance: number
  readonly path: Path
  /** Epoch that it was stamped with; of a bulk item, the partition's epoch when the bulk was prepared. */
  stamp: string | undefined
  /** Where it was routed, as the first answer that says so tells. */
  target: JsonObject | undefined
  /** Phase label at its resolve, as far as an answer says. */
  phase: string | undefined
  /** Elapsed time at which it passed the gate, or was turned away there. */
  gatedAt: bigint | undefined
  /** The partition's entry at that moment. */
  gateEntry: Known['now']
  status: number | undefined
  code: string | undefined
  retryable: boolean | undefined
}

/** What the gate said to a stamp. */
export interface GateAnswer {
  readonly partition: string
  readonly stamp: string
  readonly admitted: boolean
  readonly path: Path | 'query'
  /** The partition's entry at that moment. */
  readonly entry: Known['now']
}

/** Follows the writes of a case from request to answer, and tells what the gate decided about each. */
export class Writes {
  readonly all = new Map<string, Write>()
  readonly bulks = new Map<string, readonly Write[]>()
  readonly time = new Time()
  /** True while a gate may be silent: a refusal then says nothing about the stamp. */
  #gateMayBeSilent = false

  /** Verdicts that this exchange makes known. */
  see(exchange: Exchange, observed: Observed): readonly GateAnswer[] {
    if (exchange.op === 'fault.clear') this.#gateMayBeSilent = false
    if (exchange.op === 'fault.arm' && exchange.params.op === 'admit_write') this.#gateMayBeSilent = true
    const verdicts = this.#verdicts(exchange, observed)
    return this.#gateMayBeSilent ? verdicts.filter(({ admitted, path }) => admitted || path === 'query') : verdicts
  }

  #verdicts(exchange: Exchange, observed: Observed): readonly GateAnswer[] {
    const { op, params, reply } = exchange
    if (op === 'store.admit_write') {
      if (reply.ok === undefined) return none
      const { partition, epoch } = params as { partition: string; epoch: string }
      const admitted = reply.ok.admission === 'admit'
      return [{ partition, stamp: epoch, admitted, path: 'query', entry: observed.of(partition).now }]
    }
    this.time.see(exchange)
    if (!op.startsWith('proxy.')) return none
    if (op === 'proxy.write') this.#open(params, params.mode === 'async' ? 'async' : (params.action as Path))
    if (op === 'proxy.bulk') this.#openBulk(params, observed)
    if (reply.ok === undefined) return none
    if (op === 'proxy.bulk' || params.bulk_id !== undefined)
      return this.#bulk(params.bulk_id as string, reply.ok, observed)
    const write = this.all.get(params.write_id as string)
    return write === undefined ? none : this.#single(write, reply.ok, observed)
  }

  #open(params: JsonObject, path: Path): Write {
    const write: Write = {
      id: params.write_id as string,
      partition: params.partition as string | undefined,
      instance: params.instance as number,
      path,
      stamp: undefined,
      target: undefined,
      phase: undefined,
      gatedAt: undefined,
      gateEntry: undefined,
      status: undefined,
      code: undefined,
      retryable: undefined,
    }
    this.all.set(write.id, write)
    return write
  }

  #openBulk(params: JsonObject, observed: Observed): void {
    const items = (params.items as JsonObject[]).map((item) => {
      const write = this.#open({ ...item, instance: params.instance as Json }, 'bulk')
      if (write.partition !== undefined) write.stamp = observed.entry(write.partition)?.epoch
      return write
    })
    this.bulks.set(params.bulk_id as string, items)
  }

  #single(write: Write, progress: JsonObject, observed: Observed): readonly GateAnswer[] {
    const { done, paused, held } = progress as { done?: JsonObject; paused?: string; held?: JsonObject }
    const told = done ?? held ?? progress
    write.stamp = (told.epoch as string | undefined) ?? write.stamp
    write.target ??= told.target as JsonObject | undefined
    write.phase = (progress.phase as string | undefined) ?? write.phase
    if (done !== undefined) this.#end(write, done.http_status as number, done)
    if (paused === 'resolved') return none
    return this.#gate(write, observed, write.status === undefined || decidedAtGate(write.status))
  }

  #bulk(id: string, progress: JsonObject, observed: Observed): readonly GateAnswer[] {
    const items = this.bulks.get(id)
    if (items === undefined || progress.paused === 'prepared') return none
    const done = progress.done as { items: JsonObject[] } | undefined
    if (done === undefined) {
      for (const item of items) this.#arrive(item, observed)
      return none
    }
    return items.flatMap((item, at) => {
      const end = done.items[at]
      if (end === undefined || end.write_id !== item.id) return none
      this.#end(item, end.status as number, end)
      this.#arrive(item, observed)
      return this.#verdict(item, decidedAtGate(item.status ?? 0))
    })
  }

  #end(write: Write, status: number, told: JsonObject): void {
    write.status = status
    write.code = told.code as string | undefined
    write.retryable = told.retryable as boolean | undefined
  }

  /** The first answer after the gate tells what it said. */
  #gate(write: Write, observed: Observed, decided: boolean): readonly GateAnswer[] {
    if (!this.#arrive(write, observed)) return none
    return this.#verdict(write, decided)
  }

  #arrive(write: Write, observed: Observed): boolean {
    if (write.gatedAt !== undefined || write.partition === undefined) return false
    write.gatedAt = this.time.elapsed
    write.gateEntry = observed.of(write.partition).now
    return true
  }

  #verdict(write: Write, decided: boolean): readonly GateAnswer[] {
    const { partition, stamp, path, gateEntry: entry, status } = write
    if (!decided || partition === undefined || stamp === undefined) return none
    return [{ partition, stamp, admitted: status !== 409, path, entry }]
  }
}

const none: readonly never[] = []

/** A write that ends with another status never came to the gate, or got no verdict there. */
function decidedAtGate(status: number): boolean {
  return status === 409 || status === 502 || (status >= 200 && status < 300)
}
