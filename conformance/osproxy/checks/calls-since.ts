import type { Exchange } from '../../kit/judging/monitor.ts'
import { changeOf, isRefusal } from './state-table.ts'

/** The last change of one partition, or of those whose names look alike. */
interface LastChange {
  readonly name: string
  readonly at: number
}

/**
 * What was called since some time, told as the requirements by which it must leave a partition alone. Time counts calls. One
 * call costs the same however many partitions are watched.
 */
export class CallsSince {
  now = 0
  readonly #general = new Map<string, number>()
  readonly #own = new Map<string, Map<string, number>>()
  readonly #folds = new Map<string, string>()
  /** By folded name, the last changes of the different names behind it. */
  readonly #alike = new Map<string, Map<string, number>>()
  /** The last change, and the last one of a name that is folded otherwise. */
  #last: LastChange | undefined
  #lastOther: LastChange | undefined

  /** Calls with malformed parameters are not shown to monitors. */
  sawMalformed(): void {
    this.#general.set('OSP-010', this.now)
  }

  see({ op, params, reply, probe }: Exchange): void {
    this.now++
    const change = changeOf(op, params)
    if (change === undefined) {
      const query = op.startsWith('store.') || op === 'ctl.state' || probe
      const cause = op.startsWith('proxy.') ? 'OSP-081' : op.startsWith('!') ? 'OSP-010' : query ? 'OSP-049' : 'OSP-048'
      this.#general.set(cause, this.now)
      return
    }
    const code = reply.error?.code
    if (code === 'invalid_params') return
    const own =
      code === 'barrier_pending'
        ? 'OSP-067'
        : code === 'stale_epoch'
          ? 'OSP-115'
          : isRefusal(code)
            ? 'OSP-040'
            : undefined
    this.#changed(change.partition, own)
  }

  #changed(name: string, own: string | undefined): void {
    if (own !== undefined) this.#own.set(name, (this.#own.get(name) ?? new Map<string, number>()).set(own, this.now))
    const fold = this.#fold(name)
    this.#alike.set(fold, (this.#alike.get(fold) ?? new Map<string, number>()).set(name, this.now))
    if (this.#last !== undefined && this.#last.name !== fold) this.#lastOther = this.#last
    this.#last = { name: fold, at: this.now }
  }

  /** The requirements that calls after `time` exercise for a partition. */
  *causes(name: string, time: number): Generator<string> {
    for (const [cause, at] of this.#general) if (at > time) yield cause
    for (const [cause, at] of this.#own.get(name) ?? []) if (at > time) yield cause
    const fold = this.#fold(name)
    const other = this.#last?.name === fold ? this.#lastOther : this.#last
    if (other !== undefined && other.at > time) yield 'OSP-048'
    for (const [alike, at] of this.#alike.get(fold) ?? []) if (alike !== name && at > time) yield 'OSP-013'
  }

  #fold(name: string): string {
    const known = this.#folds.get(name)
    if (known !== undefined) return known
    const fold = folded(name)
    this.#folds.set(name, fold)
    return fold
  }
}

/**
 * What a careless comparison makes of a name: trimmed, normalised, folded, without punctuation, or only looked at as far as 1000
 * characters.
 */
function folded(name: string): string {
  return name
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[._:/-]/g, '')
    .slice(0, 1000)
}
