import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import {
  type Change,
  type Choices,
  changeOf,
  choicesOf,
  type Entry,
  isRefusal,
  outcomeOf,
  type State,
} from './state-table.ts'

/** One entry that a partition went through, as far as answers have shown it. */
export interface Version extends Entry {
  /** Position among the changes of all partitions; larger means later. */
  readonly at: number
}

/** What is known of one partition. */
export interface Known {
  /** Its entry now, 'absent' if it has none, undefined while the answers leave it open. */
  now: Version | 'absent' | undefined
  /** Every entry that was seen, oldest first. */
  readonly versions: Version[]
}

/**
 * What an observer of all calls knows of the partitions: a change that was answered ok has its effect by the state table, and
 * a look shows the rest. After a failure at the backend, a late delivery or a concurrent batch nothing is known until a look.
 */
export class Observed {
  readonly #partitions = new Map<string, Known>()
  readonly #doubled = new Set<string>()
  /** Whether a controller's look may fail, so that what it tells is no knowledge. */
  #unreadable = false
  /** What holds of a partition that nothing was heard of. */
  #unheard: 'absent' | undefined = 'absent'
  readonly choices: Choices
  /** Number of changes answered ok so far. */
  changes = 0

  constructor(setting: Setting) {
    this.choices = choicesOf(setting)
  }

  of(partition: string): Known {
    let known = this.#partitions.get(partition)
    if (known === undefined) {
      known = { now: this.#unheard, versions: [] }
      this.#partitions.set(partition, known)
    }
    return known
  }

  /** The entry now if there surely is one. */
  entry(partition: string): Version | undefined {
    const { now } = this.of(partition)
    return now === 'absent' ? undefined : now
  }

  /** The state that the partition had at an epoch. */
  stateAt(partition: string, epoch: string): State | undefined {
    return this.of(partition).versions.findLast((version) => version.epoch === epoch)?.state
  }

  partitions(): Iterable<readonly [string, Known]> {
    return this.#partitions
  }

  see({ op, params, reply }: Exchange): void {
    if (op === 'store.admit_write' || op === 'store.resolve') return
    if (op === 'fault.arm' && params.op === 'state') this.#unreadable = true
    if (op === 'fault.clear') this.#unreadable = false
    if (op === 'store.state' || op === 'ctl.state') {
      if (reply.ok !== undefined && (op === 'store.state' || !this.#unreadable))
        this.#look(params.partition as string, reply.ok)
      return
    }
    const change = changeOf(op, params)
    if (change !== undefined) {
      this.#change(change, reply.ok?.epoch as string | undefined, reply.error?.code)
      return
    }
    if (op === 'fault.arm' && params.mode === 'duplicate') this.#doubled.add(params.op as string)
    if (op === 'fault.release' || op === 'batch.concurrent' || op === 'store.restart') this.#forget()
  }

  #look(partition: string, snapshot: JsonObject): void {
    const known = this.of(partition)
    if (snapshot.found === false) {
      known.now = 'absent'
      return
    }
    const epoch = snapshot.epoch as string
    if (
      known.now !== undefined &&
      known.now !== 'absent' &&
      known.now.epoch === epoch &&
      known.now.state === snapshot.state
    )
      return
    this.#enter(known, snapshot.state as unknown as State, epoch)
  }

  #change(change: Change, epoch: string | undefined, code: string | undefined): void {
    const known = this.of(change.partition)
    if (epoch === undefined) {
      if (!isRefusal(code) && code !== 'barrier_pending' && code !== 'invalid_params') known.now = undefined
      return
    }
    this.changes++
    const { now } = known
    const state =
      now === undefined && change.kind !== 'set'
        ? undefined
        : outcomeOf(now === 'absent' ? undefined : now, { ...change, expect: undefined }, this.choices)
    if (state === undefined || typeof state === 'string') known.now = undefined
    else this.#enter(known, state, epoch)
    if (change.controller !== undefined && this.#doubled.has(change.kind)) known.now = undefined
  }

  #enter(known: Known, state: State, epoch: string): void {
    const last = known.versions[known.versions.length - 1]
    const version: Version = { state, epoch, at: last?.epoch === epoch ? last.at : this.changes }
    if (last?.epoch === epoch) known.versions.pop()
    known.versions.push(version)
    known.now = version
  }

  #forget(): void {
    this.#unheard = undefined
    for (const known of this.#partitions.values()) known.now = undefined
  }
}
